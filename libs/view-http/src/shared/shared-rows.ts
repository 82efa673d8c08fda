import { partitionFor } from '@user-information/event-log';
import { CoalescedReads, StoreUnreachableError } from '@user-information/state-store';
import type { Entry, SharedStoreReader } from '@user-information/state-store';
import type { RowSource } from '../rows/row-source.ts';

/** How many rows of each partition are fetched at a time for a list. */
const pageRows = 32;

export interface SharedRowsOptions {
  readonly store: SharedStoreReader;
  readonly partitionCount: number;
  /** Where a partition must be at least for its rows to be shown. */
  readonly leastOffset: (partition: number) => number;
}

/**
 * The rows of a shared store, for those who read it by key alone. Each read tells how far the store is
 * in the same moment: what is behind what was shown before, since the server lost it maybe, is refused
 * with a `StoreUnreachableError` and never shown.
 */
export class SharedRows implements RowSource {
  readonly #options: SharedRowsOptions;
  /** Of each partition: what many ask for at once is one request over the network. */
  readonly #single: readonly CoalescedReads<Buffer | undefined>[];

  constructor(options: SharedRowsOptions) {
    this.#options = options;
    this.#single = Array.from(
      { length: options.partitionCount },
      (_, partition) => new CoalescedReads((keys) => this.#read(partition, keys)),
    );
  }

  async get(key: Buffer): Promise<Buffer | undefined> {
    return this.#single[partitionFor(key, this.#options.partitionCount)]?.read(key);
  }

  async getMany(keys: readonly Buffer[]): Promise<readonly (Buffer | undefined)[]> {
    const { partitionCount } = this.#options;
    const found: (Buffer | undefined)[] = [];
    const byPartition = Map.groupBy(keys.keys(), (at) =>
      partitionFor(keys[at] as Buffer, partitionCount),
    );
    await Promise.all(
      [...byPartition].map(async ([partition, places]) => {
        const values = await this.#read(
          partition,
          places.map((at) => keys[at] as Buffer),
        );
        places.forEach((at, index) => (found[at] = values[index]));
      }),
    );
    return keys.map((_key, at) => found[at]);
  }

  /** The partitions' rows, merged into one order. */
  async *range({ gt }: { readonly gt?: Buffer }): AsyncGenerator<Entry, void, undefined> {
    const { partitionCount } = this.#options;
    const heads = await Promise.all(
      Array.from({ length: partitionCount }, async (_, partition) => {
        const rows = this.#rowsOf(partition, gt ?? null);
        return { rows, next: await rows.next() };
      }),
    );
    for (;;) {
      const left = heads.flatMap((head) =>
        head.next.done === true ? [] : [{ head, entry: head.next.value }],
      );
      const [first, ...others] = left;
      if (first === undefined) return;
      const least = others.reduce(
        (one, other) => (Buffer.compare(other.entry.key, one.entry.key) < 0 ? other : one),
        first,
      );
      yield least.entry;
      least.head.next = await least.head.rows.next();
    }
  }

  async *#rowsOf(partition: number, from: Buffer | null): AsyncGenerator<Entry, void, undefined> {
    let after = from;
    for (;;) {
      const least = this.#options.leastOffset(partition);
      const { entries, nextOffset } = await this.#options.store.page(partition, after, pageRows);
      this.#check(partition, nextOffset, least);
      yield* entries;
      after = entries.at(-1)?.key ?? null;
      if (entries.length < pageRows) return;
    }
  }

  async #read(partition: number, keys: readonly Buffer[]) {
    const least = this.#options.leastOffset(partition);
    const { nextOffset, values } = await this.#options.store.read(partition, keys);
    this.#check(partition, nextOffset, least);
    return values;
  }

  /** `least` is of before the store was asked: it may move on meanwhile. */
  #check(partition: number, nextOffset: number, least: number): void {
    if (nextOffset >= least) return;
    throw new StoreUnreachableError(
      this.#options.store.name,
      `partition ${partition} is at offset ${nextOffset} and was at ${least}; it is being filled again`,
    );
  }
}
