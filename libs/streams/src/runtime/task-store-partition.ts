import type { StoredEntry, StoredRange, StorePartition } from '@user-information/state-store';
import { stateKey } from '../task/task-state.ts';
import { EntryCount } from './entry-count.ts';
import type { StoreDecoder } from './store-decoder.ts';
import type { ReadableStore } from './task-stores.ts';

export interface TaskStorePartitionOptions {
  /** The name of the store. */
  readonly name: string;
  readonly readable: ReadableStore;
  readonly decoder: StoreDecoder;
  readonly recordsBehind: () => Promise<number>;
}

/** One of the stores in a task's state store, its values decoded. */
export class TaskStorePartition implements StorePartition {
  readonly role: 'active' | 'standby';
  readonly #options: TaskStorePartitionOptions;
  readonly #entries = new EntryCount(() => this.#countAll());

  constructor(options: TaskStorePartitionOptions) {
    this.role = options.readable.role;
    this.#options = options;
  }

  async get(key: Buffer): Promise<unknown> {
    const { decoder, name, readable } = this.#options;
    const stored = await readable.store.get(stateKey(name, key));
    return stored === undefined ? undefined : decoder.decode(stored);
  }

  async *range({ gte, gt, lte }: StoredRange = {}): AsyncGenerator<StoredEntry, void, undefined> {
    const { decoder, name, readable } = this.#options;
    const prefix = stateKey(name, Buffer.alloc(0));
    const bounds = {
      ...(gte === undefined ? {} : { gte: stateKey(name, gte) }),
      ...(gt === undefined ? {} : { gt: stateKey(name, gt) }),
      ...(lte === undefined ? {} : { lte: stateKey(name, lte) }),
    };
    for await (const { key, value } of readable.store.range({ prefix, ...bounds })) {
      const decoded = await decoder.decode(value);
      if (decoded !== undefined) yield { key: key.subarray(prefix.length), value: decoded };
    }
  }

  approximateCount(): Promise<number> {
    return this.#entries.get();
  }

  recordsBehind(): Promise<number> {
    return this.role === 'active' ? Promise.resolve(0) : this.#options.recordsBehind();
  }

  async #countAll(): Promise<number> {
    const { decoder, name, readable } = this.#options;
    let count = 0;
    const entries = readable.store.range({ prefix: stateKey(name, Buffer.alloc(0)) });
    for await (const { value } of entries) if (decoder.isEntry(value)) count += 1;
    return count;
  }
}
