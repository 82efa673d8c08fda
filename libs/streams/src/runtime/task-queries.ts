import type {
  QueryableStores,
  StoreDescription,
  StorePartition,
} from '@user-information/state-store';
import type { Topology } from '../topology/topology.ts';
import type { StoreDecoder } from './store-decoder.ts';
import { storeDecoders } from './store-decoder.ts';
import type { TaskLayout } from './task-layout.ts';
import { TaskStorePartition } from './task-store-partition.ts';
import type { ReadableStore, TaskStores } from './task-stores.ts';

/** For how long what a standby was behind is told again. */
const lagKeptMs = 1_000;

export interface TaskQueriesOptions {
  readonly topology: Topology;
  readonly layout: TaskLayout;
  readonly stores: TaskStores;
  /** See `QueryableStores.assigned`. */
  readonly assigned: () => readonly number[] | undefined;
}

/** The stores of an instance's tasks, for others to read. */
export class TaskQueries implements QueryableStores {
  readonly stores: readonly StoreDescription[];
  readonly #options: TaskQueriesOptions;
  readonly #decoders: ReadonlyMap<string, StoreDecoder>;
  readonly #partitions = new WeakMap<ReadableStore, Map<string, StorePartition>>();
  #lags: ReturnType<TaskStores['lags']> | undefined;
  #lagsUntilMs = 0;

  constructor(options: TaskQueriesOptions) {
    this.#options = options;
    this.#decoders = storeDecoders(options.topology);
    this.stores = options.layout.stores
      .filter(({ name }) => this.#decoders.has(name))
      .map(({ name, partitions }) => ({ name, partitions }));
  }

  assigned(): readonly number[] | undefined {
    return this.#options.assigned();
  }

  partition(name: string, partition: number): StorePartition | undefined {
    const { layout, stores } = this.#options;
    const decoder = this.#decoders.get(name);
    const readable = stores.readable(partition);
    if (decoder === undefined || readable === undefined) return undefined;
    if (!layout.storesOn(partition).includes(name)) return undefined;
    const known = this.#partitions.get(readable) ?? new Map<string, StorePartition>();
    this.#partitions.set(readable, known);
    const found =
      known.get(name) ??
      new TaskStorePartition({
        name,
        readable,
        decoder,
        recordsBehind: () => this.#recordsBehind(partition),
      });
    known.set(name, found);
    return found;
  }

  async #recordsBehind(partition: number): Promise<number> {
    if (this.#lags === undefined || performance.now() > this.#lagsUntilMs) {
      this.#lagsUntilMs = performance.now() + lagKeptMs;
      this.#lags = this.#options.stores.lags();
    }
    const lags = await this.#lags;
    return lags.find((lag) => lag.partition === partition)?.recordsBehind ?? 0;
  }
}
