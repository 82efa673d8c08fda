import { partitionName } from '@user-information/event-log';
import type { NewRecord, PartitionOffset } from '@user-information/event-log';
import { utf8 } from '@user-information/serde';
import type { Serde } from '@user-information/serde';
import type { Change, Remember } from './change.ts';
import type { Table } from './table.ts';
import type { Outcome, Work } from './work.ts';

/** An owned changelog: where it goes, and what memory keeps of it. */
export interface OwnedChangelog<V, M> {
  readonly topic: string;
  readonly serde: Serde<V>;
  readonly table: Table<M>;
  readonly remember: Remember<V, M>;
}

/**
 * A transaction in the making. What is decided is in memory at once, so that the next decision
 * builds on it, and comes out again with `undo` should the log refuse the transaction.
 */
export class StagedTransaction<V, M> {
  readonly records: NewRecord[] = [];
  readonly #changelog: OwnedChangelog<V, M>;
  readonly #offsets = new Map<string, PartitionOffset>();
  readonly #undos: (() => void)[] = [];

  constructor(changelog: OwnedChangelog<V, M>) {
    this.#changelog = changelog;
  }

  /** The last consumed offset of each partition. */
  get offsets(): readonly PartitionOffset[] {
    return [...this.#offsets.values()];
  }

  /** Has the work decide, and takes in its changes, or its dead letter, with its offsets. */
  add(work: Work<V>): Outcome {
    const outcome = this.#decide(work);
    for (const offset of work.offsets ?? []) this.#offsets.set(partitionName(offset), offset);
    return outcome;
  }

  /** Brings memory back to where it was. */
  undo(): void {
    for (const undo of this.#undos.reverse()) undo();
  }

  #decide({ decide, deadLetter }: Work<V>): Outcome {
    try {
      // Nothing is kept of a decision before all of it is known to be good.
      const staged = decide().map((change) => this.#stage(change));
      for (const { record, memory } of staged) this.#keep(record, memory);
      return { kind: 'decided', count: staged.length };
    } catch (error) {
      if (deadLetter === undefined) return { kind: 'refused', error };
      this.records.push(deadLetter(error));
      return { kind: 'dead-letter' };
    }
  }

  #stage(change: Change<V>) {
    const { topic, serde, remember } = this.#changelog;
    const { key, value, timestampMs, headers } = change;
    const record: NewRecord = {
      topic,
      key: utf8.serialize(key),
      value: value === null ? null : serde.serialize(value),
      ...(timestampMs === undefined ? {} : { timestampMs }),
      ...(headers === undefined ? {} : { headers }),
    };
    return { record, memory: { key, after: remember(change) } };
  }

  #keep(record: NewRecord, { key, after }: { key: string; after: M | undefined }): void {
    const { table } = this.#changelog;
    this.records.push(record);
    const before = table.set(key, after);
    this.#undos.push(() => table.set(key, before));
  }
}
