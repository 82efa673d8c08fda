import type { Random } from '@user-information/simulation';
import { below, oneOf, randomStream, weighted } from '@user-information/simulation';
import { sourceTopics } from '@user-information/streams';
import { StillBehindError } from '../errors.ts';
import { put, remove } from '../scenario.ts';
import type { Account, Order } from '../test-shop.ts';
import { accounts, calls, customers, nothing, orders, shop, visits } from '../test-shop.ts';
import { MemoryCluster } from './memory-cluster.ts';
import { TestInstance } from './test-instance.ts';

/** Of every topic, and so how many tasks there are. */
export const partitions = 3;
const customerIds = ['ann', 'bob', 'cho', 'dee', 'eve', 'fay'] as const;
const settleTurns = 50_000;
const standbyTurns = 200;

/** Four instances of the shop on one cluster, its customers' doings, and all that can befall it. */
export class TestWorld {
  readonly random: Random;
  readonly cluster: MemoryCluster;
  readonly instances: readonly TestInstance[];
  readonly #names = new Map<string, string>();
  readonly #orders = new Map<string, Order>();
  readonly #minutes = new Map<string, number>();
  readonly #asleep = new Set<TestInstance>();

  constructor(seed: number) {
    this.random = randomStream(seed, 'world')(0);
    this.cluster = new MemoryCluster(this.random);
    const topics = [customers, orders, visits, calls, accounts];
    this.cluster.log.create(topics.map(({ name }) => ({ name, kind: 'changelog', partitions })));
    this.instances = Array.from({ length: 4 }, () => new TestInstance(this.cluster, shop));
  }

  get errors(): readonly unknown[] {
    return this.instances.flatMap(({ errors }) => errors);
  }

  /** What the view must be, told from what the customers did alone. */
  recount(): Map<string, Account> {
    return new Map(
      [...this.#names].map(([id, name]) => {
        const own = [...this.#orders.values()].filter(({ customerId }) => customerId === id);
        const spent = own.reduce((sum, { amount }) => sum + amount, 0);
        const minutes = this.#minutes.get(id) ?? 0;
        return [id, { ...nothing, name, orders: own.length, spent, minutes }];
      }),
    );
  }

  /** A customer comes, goes, orders, takes an order back, or calls. */
  change(): void {
    const { log } = this.cluster;
    const id = oneOf(this.random, customerIds);
    const orderId = String(below(this.random, 20));
    const amount = 1 + below(this.random, 9);
    const changes: readonly (readonly [() => void, number])[] = [
      [
        () => (this.#names.set(id, orderId), log.append([put(customers, id, { name: orderId })])),
        1,
      ],
      [() => (this.#names.delete(id), log.append([remove(customers, id)])), 1],
      [() => this.#order(orderId, { customerId: id, amount }), 5],
      [() => (this.#orders.delete(orderId), log.append([remove(orders, orderId)])), 2],
      [() => this.#call(id, amount), 2],
    ];
    weighted(this.random, changes)?.();
  }

  /** An instance is killed, loses its disk, falls asleep, wakes up, stops in order, or starts. */
  async befall(): Promise<void> {
    const victim = oneOf(this.random, this.instances) as TestInstance;
    if (this.#asleep.delete(victim)) return victim.resume();
    if (!victim.isRunning) return victim.start();
    const acts: readonly (readonly [() => Promise<void>, number])[] = [
      [() => this.#kill(victim), 3],
      [() => this.#loseDisk(victim), 1],
      [() => this.#pause(victim), 2],
      [() => victim.stop(), 2],
    ];
    await weighted(this.random, acts)?.();
  }

  /** Three of the four run in the end, and have worked off everything. */
  async settle(): Promise<void> {
    for (const instance of this.#asleep) instance.resume();
    const [guest, ...residents] = this.instances;
    for (const instance of residents) if (!instance.isRunning) instance.start();
    if (guest?.isRunning === true) await guest.stop();
    for (let turn = 0; turn < settleTurns && this.#lag() > 0; turn += 1) await nextTurn();
    if (this.#lag() > 0) throw new StillBehindError('The instances are', this.#lag());
    for (let turn = 0; turn < standbyTurns; turn += 1) await nextTurn();
  }

  /** Fewer than so many turns of the event loop. */
  async turns(end: number): Promise<void> {
    for (let turn = below(this.random, end); turn > 0; turn -= 1) await nextTurn();
  }

  #order(orderId: string, order: Order): void {
    this.#orders.set(orderId, order);
    this.cluster.log.append([put(orders, orderId, order)]);
  }

  #call(from: string, minutes: number): void {
    this.#minutes.set(from, (this.#minutes.get(from) ?? 0) + minutes);
    this.cluster.log.append([put(calls, String(minutes), { from, minutes })]);
  }

  async #kill(victim: TestInstance): Promise<void> {
    const forget = victim.pause();
    await this.turns(3);
    await victim.kill();
    // It is started again before its group has missed it, or later.
    if (below(this.random, 2) === 0) victim.start();
    await this.turns(20);
    forget();
  }

  async #loseDisk(victim: TestInstance): Promise<void> {
    const forget = victim.pause();
    await victim.kill();
    victim.loseDisk();
    forget();
  }

  async #pause(victim: TestInstance): Promise<void> {
    const forget = victim.pause();
    this.#asleep.add(victim);
    await this.turns(20);
    forget();
  }

  #lag(): number {
    const { log } = this.cluster;
    return sourceTopics(shop)
      .flatMap((topic) => log.ends(topic))
      .reduce((sum, { topic, partition, offset }) => {
        const committed = log.committed(shop.applicationId, topic, partition) ?? 0;
        return sum + offset - committed;
      }, 0);
  }
}

async function nextTurn(): Promise<void> {
  await new Promise(setImmediate);
}
