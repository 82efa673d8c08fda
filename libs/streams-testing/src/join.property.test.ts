import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CrashPoint } from './driven-task.ts';
import { put, remove } from './scenario.ts';
import type { Account, Order } from './test-shop.ts';
import { accounts, calls, customers, nothing, orders, shop, visits } from './test-shop.ts';
import { TopologyDriver } from './topology-driver.ts';

type Action =
  | { do: 'customer'; id: string; name: string | null }
  | { do: 'order'; id: string; order: Order | null }
  | { do: 'visit'; id: string; page: string }
  | { do: 'call'; from: string; minutes: number }
  | { do: 'step'; task: number; records: number; crash: CrashPoint | undefined };

const customerId = fc.constantFrom('ann', 'bob', 'cho', 'dee');
const orderOf = fc.record({
  customerId: fc.option(customerId),
  amount: fc.integer({ min: 1, max: 9 }),
});
const crashPoint = fc.constantFrom<CrashPoint | undefined>(
  undefined,
  undefined,
  'before-commit',
  'after-commit',
  'disk-lost',
);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    do: fc.constant('customer' as const),
    id: customerId,
    name: fc.option(fc.constantFrom('A', 'B')),
  }),
  fc.record({
    do: fc.constant('order' as const),
    id: fc.constantFrom('1', '2', '3', '4', '5'),
    order: fc.option(orderOf),
  }),
  fc.record({
    do: fc.constant('visit' as const),
    id: customerId,
    page: fc.constantFrom('/a', '/b'),
  }),
  fc.record({
    do: fc.constant('call' as const),
    from: customerId,
    minutes: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({
    do: fc.constant('step' as const),
    task: fc.nat(2),
    records: fc.integer({ min: 1, max: 20 }),
    crash: crashPoint,
  }),
);

function set<V>(table: Map<string, V>, key: string, value: V | null): void {
  if (value === null) table.delete(key);
  else table.set(key, value);
}

/** What the view must be, told from the actions alone. */
function recount(actions: readonly Action[]): Map<string, Account> {
  const rows = new Map<string, string>();
  const live = new Map<string, Order>();
  for (const it of actions) {
    if (it.do === 'customer') set(rows, it.id, it.name);
    if (it.do === 'order') set(live, it.id, it.order);
  }
  return new Map(
    [...rows].map(([id, name]) => {
      const own = [...live.values()].filter((order) => order.customerId === id);
      const pages = actions.flatMap((it) => (it.do === 'visit' && it.id === id ? [it.page] : []));
      const minutes = actions.flatMap((it) =>
        it.do === 'call' && it.from === id ? [it.minutes] : [],
      );
      const account: Account = {
        ...nothing,
        name,
        orders: own.length,
        spent: own.reduce((sum, order) => sum + order.amount, 0),
        lastPage: pages.at(-1) ?? null,
        minutes: minutes.reduce((sum, n) => sum + n, 0),
      };
      return [id, account];
    }),
  );
}

async function perform(driver: TopologyDriver, it: Action): Promise<void> {
  if (it.do === 'step') return driver.step(it.task, it.records, it.crash);
  if (it.do === 'customer') {
    driver.append(
      it.name === null ? remove(customers, it.id) : put(customers, it.id, { name: it.name }),
    );
  } else if (it.do === 'order') {
    driver.append(it.order === null ? remove(orders, it.id) : put(orders, it.id, it.order));
  } else if (it.do === 'visit') driver.append(put(visits, it.id, { page: it.page }));
  else driver.append(put(calls, 'call', { from: it.from, minutes: it.minutes }));
}

describe('any history of a join', () => {
  it('ends with the recount, whatever crashes in between', () =>
    fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 60, size: 'max' }), async (actions) => {
        const driver = new TopologyDriver(shop);
        for (const it of actions) await perform(driver, it);
        await driver.run();
        expect(await driver.table(accounts)).toEqual(recount(actions));
        expect(driver.deadLetters()).toEqual([]);
      }),
      { numRuns: 500 },
    ));
});
