import type { SharedStore } from '@user-information/state-store';

/** A shared store whose writes a test holds back while it wants to. */
export class HeldStore {
  readonly store: SharedStore;
  #gate: PromiseWithResolvers<void> | null = null;

  constructor(inner: SharedStore) {
    this.store = {
      name: inner.name,
      state: (partition) => inner.state(partition),
      read: (partition, keys) => inner.read(partition, keys),
      page: (partition, after, limit) => inner.page(partition, after, limit),
      watch: (listener) => inner.watch(listener),
      close: () => inner.close(),
      write: async (batch) => {
        await this.#gate?.promise;
        return inner.write(batch);
      },
    };
  }

  /** From now on writes wait for `release`. */
  hold(): void {
    this.#gate = Promise.withResolvers();
  }

  release(): void {
    this.#gate?.resolve();
    this.#gate = null;
  }
}
