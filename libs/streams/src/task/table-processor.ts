import type { LogRecord } from '@user-information/event-log';
import type { StoredTable } from '../dsl/ktable.ts';
import type { Apply, Output, Processor } from './processor.ts';
import { recordKey } from './record-key.ts';
import type { StateSlot, TaskState } from './task-state.ts';

/** Keeps the rows of a table in its store, in the bytes of its topic, and has them at hand for streams. */
export class TableProcessor implements Processor {
  readonly topics: readonly string[];
  readonly #table: StoredTable<unknown, unknown>;
  /** The rows that this batch looks up, by key, as they are at this point of it. */
  #rows = new Map<string, unknown>();
  #wanted = new Map<string, StateSlot>();

  constructor(table: StoredTable<unknown, unknown>) {
    this.#table = table;
    this.topics = [table.topic.name];
  }

  /** Asks that the row of a key is there after `load`. */
  want(key: Buffer, state: TaskState): void {
    this.#wanted.set(key.toString('latin1'), state.want(this.#table.store, key));
  }

  /** The row of a key that was asked for; undefined: there is none. */
  row(key: Buffer): unknown {
    return this.#rows.get(key.toString('latin1'));
  }

  prepare(record: LogRecord, state: TaskState): Apply | Promise<Apply> {
    const key = recordKey(record);
    const slot = state.want(this.#table.store, key);
    const bytes = record.value;
    // Decoded even if no stream looks it up: what can't be read does not belong into the store.
    const row = bytes === null ? undefined : this.#table.topic.value.deserialize(bytes);
    const apply = (value: unknown) => (): void => {
      this.#rows.set(key.toString('latin1'), value);
      if (!isSame(slot.value, bytes)) state.put(slot, bytes, record.timestampMs);
    };
    return row instanceof Promise ? row.then(apply) : apply(row);
  }

  async load(): Promise<void> {
    for (const [at, { value }] of this.#wanted) {
      if (value !== null) this.#rows.set(at, await this.#table.topic.value.deserialize(value));
    }
  }

  finish(): Promise<Output> {
    this.reset();
    return Promise.resolve({ records: [], failures: [] });
  }

  reset(): void {
    this.#rows = new Map();
    this.#wanted = new Map();
  }
}

function isSame(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}
