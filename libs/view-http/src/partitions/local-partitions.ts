import type { CopyLag, PartitionOffset } from '@user-information/event-log';
import { StoreUnreachableError } from '@user-information/state-store';
import type {
  Entry,
  SharedBatch,
  SharedPage,
  SharedRows,
  SharedState,
  SharedStore,
  StateStore,
} from '@user-information/state-store';

export interface LocalPartitionsOptions {
  readonly topic: string;
  /** One for each partition, in order; closed by whoever opened them. */
  readonly stores: readonly StateStore[];
}

/** How long a read waits for a copy that is behind what the reader has seen elsewhere. */
const waitMs = 250;

interface Copy {
  readonly store: StateStore;
  nextOffset: number;
  readonly waiting: Set<{ readonly offset: number; readonly resolve: () => void }>;
}

/**
 * Copies of a topic's partitions on this machine, each in a store of its own with its position. Only
 * those that this instance holds are shown; the others are what is left of an earlier time.
 */
export class LocalPartitions implements Omit<SharedStore, 'watch' | 'close'> {
  readonly name: string;
  readonly #topic: string;
  readonly #copies: readonly Copy[];
  #held: ReadonlySet<number> = new Set();

  private constructor(topic: string, copies: readonly Copy[]) {
    this.name = `This instance's copy of topic "${topic}"`;
    this.#topic = topic;
    this.#copies = copies;
  }

  static async open({ topic, stores }: LocalPartitionsOptions): Promise<LocalPartitions> {
    const copies = stores.map(async (store, partition) => {
      const position = await store.position();
      const nextOffset = position.find((at) => at.partition === partition)?.offset ?? 0;
      return { store, nextOffset, waiting: new Set<never>() };
    });
    return new LocalPartitions(topic, await Promise.all(copies));
  }

  /** Resolves once a copy is there, or after a moment. */
  async reaches(partition: number, offset: number): Promise<void> {
    const copy = this.#shown(partition);
    if (copy.nextOffset >= offset) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiter = { offset, resolve };
    copy.waiting.add(waiter);
    const timer = setTimeout(resolve, waitMs);
    await promise;
    clearTimeout(timer);
    copy.waiting.delete(waiter);
  }

  /** From now on these are shown, and no others. */
  hold(partitions: Iterable<number>): void {
    this.#held = new Set(partitions);
  }

  /** How far each copy that there is, held or not, is behind these ends. */
  lags(ends: readonly PartitionOffset[]): CopyLag[] {
    return this.#copies.flatMap(({ nextOffset }, partition) => {
      const end = ends[partition]?.offset ?? 0;
      return nextOffset === 0 && end > 0
        ? []
        : [{ partition, recordsBehind: Math.max(0, end - nextOffset) }];
    });
  }

  async state(partition: number): Promise<SharedState> {
    const { nextOffset, store } = this.#copy(partition);
    return { nextOffset, rowCount: await store.approximateCount() };
  }

  async read(partition: number, keys: readonly Buffer[]): Promise<SharedRows> {
    const { nextOffset, store } = this.#shown(partition);
    return { nextOffset, values: await store.getMany(keys) };
  }

  async page(partition: number, after: Buffer | null, limit: number): Promise<SharedPage> {
    const { nextOffset, store } = this.#shown(partition);
    const range = { limit, ...(after === null ? {} : { gt: after }) };
    const entries: Entry[] = [];
    for await (const entry of store.range(range)) entries.push(entry);
    return { nextOffset, entries };
  }

  async write({ fromOffset, partition, toOffset, writes }: SharedBatch): Promise<number> {
    const copy = this.#copy(partition);
    const at = copy.nextOffset;
    if (fromOffset > at || toOffset <= at) return at;
    const position = [{ topic: this.#topic, partition, offset: toOffset }];
    await copy.store.write(
      writes.filter(({ offset }) => offset >= at),
      position,
    );
    copy.nextOffset = toOffset;
    for (const { offset, resolve } of copy.waiting) if (offset <= toOffset) resolve();
    return toOffset;
  }

  #copy(partition: number): Copy {
    const copy = this.#copies[partition];
    if (copy === undefined) throw this.#notHere(partition);
    return copy;
  }

  #shown(partition: number): Copy {
    if (!this.#held.has(partition)) throw this.#notHere(partition);
    return this.#copy(partition);
  }

  #notHere(partition: number): StoreUnreachableError {
    return new StoreUnreachableError(this.name, `partition ${partition} is not here`);
  }
}
