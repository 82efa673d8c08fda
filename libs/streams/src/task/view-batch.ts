import type { NewRecord } from '@user-information/event-log';
import type { JoinNode } from '../dsl/join-node.ts';
import type { Failure } from './failure.ts';
import { recordFailure } from './failure.ts';
import { viewStateCodec } from './internal-format.ts';
import type { Need, Output } from './processor.ts';
import type { TaskState } from './task-state.ts';
import { ViewEntry } from './view-entry.ts';

/** The entries of a view that one batch touches: loaded from the state, and stored and published. */
export class ViewBatch {
  readonly #join: JoinNode;
  readonly #partition: number;
  #needed = new Map<string, Buffer>();
  #entries = new Map<string, ViewEntry>();

  constructor(join: JoinNode, partition: number) {
    this.#join = join;
    this.#partition = partition;
  }

  need(key: Buffer): Need {
    this.#needed.set(key.toString('latin1'), key);
    return { store: this.#join.out.name, key };
  }

  async load(state: TaskState): Promise<void> {
    this.#entries = new Map();
    for (const [at, key] of this.#needed) {
      const entry = this.#decode(key, state.get(this.#join.out.name, key));
      this.#entries.set(at, entry instanceof Promise ? await entry : entry);
    }
    this.#needed = new Map();
  }

  entry(key: Buffer): ViewEntry {
    return this.#entries.get(key.toString('latin1')) as ViewEntry;
  }

  /** Puts every changed entry into the state; tells what to publish, and what can't be. */
  async finish(state: TaskState): Promise<Output> {
    const records: NewRecord[] = [];
    const failures: Failure[] = [];
    for (const entry of this.#entries.values()) {
      if (entry.last === undefined) continue;
      try {
        const after = this.#encode(entry);
        if (same(entry.before, after)) continue;
        const record = await this.#publish(entry);
        state.put(this.#join.out.name, entry.key, after, entry.oldestMs);
        if (record !== undefined) records.push(record);
      } catch (error) {
        failures.push(recordFailure(entry.last, error));
      }
    }
    return { records, failures };
  }

  #decode(key: Buffer, before: Buffer | null): ViewEntry | Promise<ViewEntry> {
    const empty = {
      rowBytes: null,
      row: undefined,
      view: undefined,
      contributions: 0,
      events: false,
    };
    if (before === null) return new ViewEntry(key, null, empty);
    const { row, view, contributions, events } = viewStateCodec.decode(
      before,
      `Store "${this.#join.out.name}"`,
    );
    const entry = (value: unknown) =>
      new ViewEntry(key, before, {
        rowBytes: row,
        row: undefined,
        view: value,
        contributions,
        events,
      });
    if (view === null) return entry(undefined);
    const decoded = this.#join.out.value.deserialize(view);
    return decoded instanceof Promise ? decoded.then(entry) : entry(decoded);
  }

  #encode(entry: ViewEntry): Buffer | null {
    if (entry.isEmpty) return null;
    const view = entry.view === undefined ? null : this.#join.out.value.serialize(entry.view);
    const { rowBytes: row, contributions, events } = entry;
    return viewStateCodec.encode({ row, view, contributions, events });
  }

  async #publish(entry: ViewEntry): Promise<NewRecord | undefined> {
    const { rowBytes, key } = entry;
    if (rowBytes === null && !entry.hadRow) return undefined;
    const record = {
      topic: this.#join.out.name,
      partition: this.#partition,
      key,
      timestampMs: entry.oldestMs,
    };
    if (rowBytes === null) return { ...record, value: null };
    entry.row ??= await this.#join.table.topic.value.deserialize(rowBytes);
    const complete = this.#join.combine(entry.view, entry.row);
    return { ...record, value: this.#join.out.value.serialize(complete) };
  }
}

function same(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}
