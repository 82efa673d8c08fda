import { EventEmitter, once } from 'node:events';
import type { Position, StateStore, Write } from '@user-information/state-store';

/** A store that tells a test of its writes, and holds them back while the test wants it to. */
export class WatchedStore {
  readonly store: StateStore;
  readonly #events = new EventEmitter();
  #gate: PromiseWithResolvers<void> | null = null;

  constructor(inner: StateStore) {
    this.store = {
      get: (key) => inner.get(key),
      getMany: (keys) => inner.getMany(keys),
      range: (range) => inner.range(range),
      position: () => inner.position(),
      approximateCount: () => inner.approximateCount(),
      snapshot: () => inner.snapshot(),
      close: () => inner.close(),
      write: async (writes: readonly Write[], position: Position) => {
        this.#events.emit('begin');
        await this.#gate?.promise;
        await inner.write(writes, position);
        this.#events.emit('end');
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

  async nextWriteBegins(): Promise<void> {
    await once(this.#events, 'begin');
  }

  /** Resolves when the store is at these offsets or beyond. */
  async reaches(ends: Position): Promise<void> {
    for (;;) {
      const written = once(this.#events, 'end');
      const position = await this.store.position();
      const isAt = ({ partition, offset }: Position[number]): boolean =>
        offset === 0 || position.some((at) => at.partition === partition && at.offset >= offset);
      if (ends.every(isAt)) return;
      await written;
    }
  }
}
