import type { Batch, EventLog, LogRecord, PartitionOffset } from '@user-information/event-log';
import { partitionName } from '@user-information/event-log';
import type { StateStore, Write } from '@user-information/state-store';
import { StreamsError } from '../errors.ts';
import { stateKey } from '../task/task-state.ts';
import { changelogTopic } from '../topology/internal-topics.ts';

export interface CopyOptions {
  readonly log: Pick<EventLog, 'endOffsets' | 'read'>;
  readonly store: StateStore;
  readonly applicationId: string;
  readonly partition: number;
  /** The names of the stores that the task has on this partition. */
  readonly stores: readonly string[];
  /** Told at the start and after every batch, up to the end of the changelogs as of the start. */
  readonly onProgress?: (recordsLeft: number) => void;
  readonly signal?: AbortSignal;
}

/** Records that are copied at a time: nothing waits for the single one here. */
export const copyBatchRecords = 10_000;

/** A task's state store as a copy of its changelog topics, from the position that it has. */
export class ChangelogCopy {
  /** Where the changelogs ended at the start. */
  readonly ends: readonly PartitionOffset[];
  readonly #options: CopyOptions;
  readonly #stores: ReadonlyMap<string, string>;
  readonly #at: Map<string, number>;

  private constructor(
    options: CopyOptions,
    stores: ReadonlyMap<string, string>,
    ends: readonly PartitionOffset[],
    position: readonly PartitionOffset[],
  ) {
    this.#options = options;
    this.#stores = stores;
    this.ends = ends;
    this.#at = new Map(position.map((known) => [partitionName(known), known.offset]));
  }

  /** Fails with STATE_BEYOND_LOG when the store is ahead of its changelogs: they were replaced. */
  static async open(options: CopyOptions): Promise<ChangelogCopy> {
    const { log, store, applicationId, partition } = options;
    const stores = new Map(
      options.stores.map((name) => [changelogTopic(applicationId, name), name]),
    );
    const all = await Promise.all([...stores.keys()].map((topic) => log.endOffsets(topic)));
    const ends = all.flat().filter((end) => end.partition === partition);
    const copy = new ChangelogCopy(options, stores, ends, await store.position());
    const ahead = ends.find((end) => copy.#position(end) > end.offset);
    if (ahead !== undefined) throw beyondLog(ahead);
    copy.#tellProgress();
    return copy;
  }

  /** Where to read on. */
  get from(): readonly PartitionOffset[] {
    return this.ends.map((end) => ({ ...end, offset: this.#position(end) }));
  }

  get recordsLeft(): number {
    return this.ends.reduce((sum, end) => sum + Math.max(end.offset - this.#position(end), 0), 0);
  }

  async apply({ records, positions }: Batch): Promise<void> {
    await this.#options.store.write(
      records.map((record) => this.#write(record)),
      positions,
    );
    for (const moved of positions) this.#at.set(partitionName(moved), moved.offset);
    this.#tellProgress();
  }

  #position(end: PartitionOffset): number {
    return this.#at.get(partitionName(end)) ?? 0;
  }

  #write(record: LogRecord): Write {
    const store = this.#stores.get(record.topic) as string;
    return { key: stateKey(store, record.key ?? Buffer.alloc(0)), value: record.value };
  }

  #tellProgress(): void {
    this.#options.onProgress?.(this.recordsLeft);
  }
}

function beyondLog({ topic, partition, offset }: PartitionOffset): StreamsError {
  return new StreamsError(
    'STATE_BEYOND_LOG',
    `The state store of task ${partition} is ahead of the end (${offset}) of its changelog "${topic}": the log ` +
      'was replaced. Delete the state directory; the state is restored from the log.',
  );
}
