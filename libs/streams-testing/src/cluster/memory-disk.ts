import type { Position, StateStore, StateStoreProvider } from '@user-information/state-store';
import { StoreLockedError } from '@user-information/state-store';
import { MemoryStateStore } from '../memory-state-store.ts';

/** Stores in memory that outlive those who open them, as those on a disk do. */
export class MemoryDisk implements StateStoreProvider {
  readonly #stores = new Map<string, MemoryStateStore>();
  readonly #open = new Set<string>();

  async open(name: string): Promise<StateStore> {
    if (this.#open.has(name)) throw new StoreLockedError(name);
    this.#open.add(name);
    const store = this.#store(name);
    return {
      get: async (key) => store.get(key),
      getMany: async (keys) => store.getMany(keys),
      range: (range) => store.range(range),
      write: async (writes, position) => store.write(writes, position),
      position: async () => store.position(),
      approximateCount: async () => store.approximateCount(),
      snapshot: () => store.snapshot(),
      close: async () => {
        this.#open.delete(name);
      },
    };
  }

  async names(): Promise<readonly string[]> {
    return [...this.#stores.keys()];
  }

  /** The disk as it is now, for a process that follows one that was killed. */
  async taken(): Promise<MemoryDisk> {
    const disk = new MemoryDisk();
    for (const [name, store] of this.#stores) {
      const writes = [];
      for await (const entry of store.range()) writes.push(entry);
      await disk.#store(name).write(writes, await store.position());
    }
    return disk;
  }

  /** All that is in a store, by text of the key. */
  async contents(name: string): Promise<ReadonlyMap<string, string>> {
    const contents = new Map<string, string>();
    for await (const { key, value } of this.#store(name).range()) {
      contents.set(key.toString('latin1'), value.toString('latin1'));
    }
    return contents;
  }

  async position(name: string): Promise<Position> {
    return this.#store(name).position();
  }

  #store(name: string): MemoryStateStore {
    const known = this.#stores.get(name);
    if (known !== undefined) return known;
    const store = new MemoryStateStore();
    this.#stores.set(name, store);
    return store;
  }
}
