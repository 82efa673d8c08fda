import { partitionFor } from '@user-information/event-log';
import type { MemberDescription } from '@user-information/event-log';
import { createMetrics, Health } from '@user-information/observability';
import { startHttpServer } from '@user-information/service';
import type { HttpServer } from '@user-information/service';
import { StoreClosedError } from '@user-information/state-store';
import type {
  QueryableStores,
  StoredEntry,
  StoredRange,
  StorePartition,
} from '@user-information/state-store';
import type { ClusterStore } from './cluster-store.ts';
import { interactiveQueries } from './interactive-queries.ts';
import type { InteractiveQueries } from './interactive-queries.ts';
import type { QueryLimits } from './query-limits.ts';

export const partitions = 3;

/** What all instances share: the entries of the one store, `counts`, and what their group knows. */
export class TestGroup {
  readonly entries = new Map<string, unknown>();
  readonly instances: TestInstance[] = [];
  /** The group is between two assignments, and tells nothing of its members. */
  isBetween = false;
  asked = 0;

  async groupMembers(): Promise<readonly MemberDescription[]> {
    this.asked += 1;
    return this.instances.map(({ address, active, standby }, at) => ({
      memberId: `member-${at}`,
      address: this.isBetween ? null : address,
      active: this.isBetween
        ? []
        : [...active].map((partition) => ({ topic: 'orders', partition })),
      standby: this.isBetween ? [] : [...standby],
    }));
  }

  /** Keys of one partition. */
  keysOf(partition: number): string[] {
    return [...this.entries.keys()].filter((key) => partitionOf(key) === partition);
  }
}

export function partitionOf(key: string): number {
  return partitionFor(Buffer.from(key), partitions);
}

/** An instance of an application whose stores are in memory, behind a real server. */
export class TestInstance implements QueryableStores {
  readonly stores = [{ name: 'counts', partitions }];
  /** What it is said to work on. */
  active: Set<number>;
  standby = new Set<number>();
  /** Of those, the ones that it has not got yet. */
  restoring = new Set<number>();
  isAssigned = true;
  /** The store closes after so many entries of a loop. */
  closesAfter = Infinity;
  /** Called in the midst of every read. */
  onRead: () => Promise<void> = async () => undefined;
  readonly #group: TestGroup;
  readonly #server: HttpServer;
  #queries: InteractiveQueries | undefined;

  private constructor(group: TestGroup, server: HttpServer, active: readonly number[]) {
    this.#group = group;
    this.#server = server;
    this.active = new Set(active);
  }

  static async start(
    group: TestGroup,
    active: readonly number[],
    limits: Partial<QueryLimits> = {},
  ): Promise<TestInstance> {
    const metrics = createMetrics({ service: 'test' });
    const logger = { error: (fields: object) => void failures.push(fields) };
    const at = { host: '127.0.0.1', port: 0, logger, metrics, health: new Health() };
    const server = await startHttpServer(at);
    const instance = new TestInstance(group, server, active);
    group.instances.push(instance);
    const { address } = instance;
    const application = { applicationId: 'app', log: group, stores: instance, address };
    instance.#queries = interactiveQueries({ ...application, limits, metrics });
    await server.serve(instance.#queries.routes);
    return instance;
  }

  get url(): string {
    return this.#server.url;
  }

  get address(): string {
    return new URL(this.url).host;
  }

  get queries(): InteractiveQueries {
    return this.#queries as InteractiveQueries;
  }

  /** The store as this instance can ask for it. */
  get clusterStore(): ClusterStore {
    return this.queries.store('counts');
  }

  assigned(): readonly number[] | undefined {
    return this.isAssigned ? [...this.active] : undefined;
  }

  partition(_store: string, partition: number): StorePartition | undefined {
    if (this.restoring.has(partition)) return undefined;
    if (!this.active.has(partition) && !this.standby.has(partition)) return undefined;
    return {
      role: this.active.has(partition) ? 'active' : 'standby',
      get: async (key) => {
        await this.onRead();
        return this.#group.entries.get(key.toString());
      },
      range: (range) => this.#range(partition, range),
      approximateCount: async () => this.#group.keysOf(partition).length,
      recordsBehind: async () => 7,
    };
  }

  async close(): Promise<void> {
    this.#queries?.close();
    await this.#server.close();
  }

  async *#range(
    partition: number,
    { gte, gt, lte }: StoredRange = {},
  ): AsyncGenerator<StoredEntry, void, undefined> {
    const keys = this.#group.keysOf(partition).map((key) => Buffer.from(key));
    let count = 0;
    for (const key of keys.sort((a, b) => a.compare(b))) {
      if (gte !== undefined && key.compare(gte) < 0) continue;
      if (gt !== undefined && key.compare(gt) <= 0) continue;
      if (lte !== undefined && key.compare(lte) > 0) continue;
      await this.onRead();
      if (count >= this.closesAfter) throw new StoreClosedError('The store');
      count += 1;
      yield { key, value: this.#group.entries.get(key.toString()) };
    }
  }
}

/** What a server has logged as its own failure. */
export const failures: object[] = [];

/** Thirty entries, `k00` to `k29`; the first instance works on the partitions 0 and 2, the second on 1. */
export async function startTwo() {
  failures.length = 0;
  const group = new TestGroup();
  for (let n = 0; n < 30; n += 1) group.entries.set(`k${String(n).padStart(2, '0')}`, n);
  const first = await TestInstance.start(group, [0, 2]);
  const second = await TestInstance.start(group, [1]);
  return { group, first, second };
}
