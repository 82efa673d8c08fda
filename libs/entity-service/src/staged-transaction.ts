import { partitionName } from '@user-information/event-log';
import type { NewRecord, PartitionOffset, RecordHeaders } from '@user-information/event-log';
import { utf8 } from '@user-information/serde';
import type { Serde } from '@user-information/serde';
import type { Change } from './change.ts';
import type { Memory, Undo } from './memory.ts';
import type { Outcome, Work } from './work.ts';

/** An owned changelog: where it goes, and what the service knows of it. */
export interface OwnedChangelog<V> {
  readonly topic: string;
  readonly serde: Serde<V>;
  readonly memory: Memory<V>;
}

/**
 * A transaction in the making. What is decided is in memory at once, so that the next decision
 * builds on it, and comes out again with `undo` should the log refuse the transaction.
 */
export class StagedTransaction<V> {
  readonly records: NewRecord[] = [];
  readonly #changelog: OwnedChangelog<V>;
  readonly #offsets = new Map<string, PartitionOffset>();
  readonly #undos: Undo[] = [];

  constructor(changelog: OwnedChangelog<V>) {
    this.#changelog = changelog;
  }

  /** The last consumed offset of each partition. */
  get offsets(): readonly PartitionOffset[] {
    return [...this.#offsets.values()];
  }

  /**
   * Has the work decide, and takes in its changes, or its dead letter, with its offsets.
   *
   * @param headers for the records of its changes, beside what those say themselves
   */
  add(work: Work<V>, headers?: RecordHeaders): Outcome {
    const outcome = this.#decide(work, headers);
    for (const offset of work.offsets ?? []) this.#offsets.set(partitionName(offset), offset);
    return outcome;
  }

  /** Brings memory back to where it was before the transaction. */
  undo(): void {
    this.#undoTo(0);
  }

  #decide({ decide, deadLetter }: Work<V>, headers: RecordHeaders | undefined): Outcome {
    const undosBefore = this.#undos.length;
    try {
      const changes = decide();
      const records = changes.map((change) => this.#encode(change, headers));
      for (const change of changes) this.#undos.push(this.#changelog.memory.apply(change));
      this.records.push(...records);
      return { kind: 'decided', count: records.length };
    } catch (error) {
      this.#undoTo(undosBefore);
      if (deadLetter === undefined) return { kind: 'refused', error };
      this.records.push(deadLetter(error));
      return { kind: 'dead-letter' };
    }
  }

  #encode(change: Change<V>, moreHeaders: RecordHeaders | undefined): NewRecord {
    const { key, value, timestampMs } = change;
    const { topic, serde } = this.#changelog;
    const headers =
      moreHeaders === undefined ? change.headers : { ...moreHeaders, ...change.headers };
    return {
      topic,
      key: utf8.serialize(key),
      value: value === null ? null : serde.serialize(value),
      // What was consumed can be later than now if the clock was set back since; logs refuse that.
      ...(timestampMs === undefined ? {} : { timestampMs: Math.min(timestampMs, Date.now()) }),
      ...(headers === undefined ? {} : { headers }),
    };
  }

  #undoTo(count: number): void {
    for (const undo of this.#undos.splice(count).reverse()) undo();
  }
}
