import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CrashPoint } from './driven-task.ts';
import { put, remove } from './scenario.ts';
import { guests, kitchen, meals, served } from './test-kitchen.ts';
import { TopologyDriver } from './topology-driver.ts';

type Action =
  | { do: 'guest'; id: string; name: string | null }
  | { do: 'meal'; id: string; dish: string; waiter: string }
  | { do: 'step'; task: number; records: number; crash: CrashPoint | undefined };

const guestId = fc.constantFrom('ann', 'bob', 'cho', 'dee');
const crash = fc.constantFrom<CrashPoint | undefined>(
  undefined,
  undefined,
  'before-commit',
  'after-commit',
  'disk-lost',
);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    do: fc.constant('guest' as const),
    id: guestId,
    name: fc.option(fc.constantFrom('A', 'B')),
  }),
  fc.record({
    do: fc.constant('meal' as const),
    id: guestId,
    dish: fc.constantFrom('soup', 'cake'),
    waiter: fc.constantFrom('max', 'eva', 'kim'),
  }),
  fc.record({
    do: fc.constant('step' as const),
    task: fc.nat(2),
    records: fc.integer({ min: 1, max: 20 }),
    crash,
  }),
);

function perform(driver: TopologyDriver, it: Action): Promise<void> | undefined {
  if (it.do === 'step') return driver.step(it.task, it.records, it.crash);
  if (it.do === 'meal') driver.append(put(meals, it.id, { dish: it.dish, waiter: it.waiter }));
  else if (it.name === null) driver.append(remove(guests, it.id));
  else driver.append(put(guests, it.id, { name: it.name }));
  return undefined;
}

/** What the stores must hold, told from the actions alone. */
function recount(actions: readonly Action[]) {
  const names = new Map<string, unknown>();
  const byGuest = new Map<string, number>();
  const byWaiter = new Map<string, number>();
  for (const it of actions) {
    if (it.do === 'guest' && it.name === null) names.delete(it.id);
    else if (it.do === 'guest') names.set(it.id, { name: it.name });
    if (it.do !== 'meal') continue;
    byGuest.set(it.id, (byGuest.get(it.id) ?? 0) + 1);
    byWaiter.set(it.waiter, (byWaiter.get(it.waiter) ?? 0) + 1);
  }
  return { names, byGuest, byWaiter };
}

/** What a guest's last meals may be: a name depends on what was processed first. */
function mayBe(actions: readonly Action[], id: string): readonly (readonly string[])[] {
  const names = [undefined, 'A', 'B'];
  return actions
    .flatMap((it) => (it.do === 'meal' && it.id === id ? [it.dish] : []))
    .slice(-3)
    .map((dish) => names.map((name) => served(dish, name)));
}

describe('any history of aggregates', () => {
  it('ends with the recount, whatever crashes in between', () =>
    fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 60, size: 'max' }), async (actions) => {
        const driver = new TopologyDriver(kitchen);
        for (const it of actions) await perform(driver, it);
        await driver.run();
        const { names, byGuest, byWaiter } = recount(actions);
        expect(await driver.store('guest-names')).toEqual(names);
        expect(await driver.store('meal-count')).toEqual(byGuest);
        expect(await driver.store('waiter-count')).toEqual(byWaiter);
        const lastMeals = await driver.store('last-meals');
        expect([...lastMeals.keys()].sort()).toEqual([...byGuest.keys()].sort());
        for (const [id, last] of lastMeals as Map<string, readonly string[]>) {
          const allowed = mayBe(actions, id);
          expect(last).toHaveLength(allowed.length);
          for (const [at, meal] of last.entries()) expect(allowed[at]).toContain(meal);
        }
        expect(driver.deadLetters()).toEqual([]);
      }),
      { numRuns: 300 },
    ));
});
