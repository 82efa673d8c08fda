import { joinLastEvents, splitLastEvents } from '@user-information/event-log';
import type { NewRecord } from '@user-information/event-log';
import type { JoinNode } from '../dsl/join-node.ts';
import type { Failure } from './failure.ts';
import { recordFailure } from './failure.ts';
import { joinEntry, splitEntry, viewStateCodec } from './internal-format.ts';
import { lastHeader } from './last-header.ts';
import type { Output } from './processor.ts';
import { Recent } from './recent.ts';
import { traced } from './traced.ts';
import type { StateSlot, TaskState } from './task-state.ts';
import { ViewEntry } from './view-entry.ts';

/** Decoded entries that are kept from batch to batch: popular keys come again and again. */
const keptEntries = 10_000;

/** The entries of a view that one batch touches: loaded from the state, and stored and published. */
export class ViewBatch {
  readonly #join: JoinNode;
  readonly #partition: number;
  /** As they were committed; one that a batch touches is also in `#entries`. */
  readonly #recent = new Recent<ViewEntry>(keptEntries);
  #entries = new Map<string, ViewEntry>();
  #wanted = new Map<string, StateSlot>();

  constructor(join: JoinNode, partition: number) {
    this.#join = join;
    this.#partition = partition;
  }

  /** Sees to it that the entry of a key is there after `load`; returns what `entry` knows it by. */
  want(key: Buffer, state: TaskState): string {
    const at = key.toString('latin1');
    if (this.#entries.has(at) || this.#wanted.has(at)) return at;
    const recent = this.#recent.get(at);
    if (recent === undefined) this.#wanted.set(at, state.want(this.#join.out.name, key));
    else this.#entries.set(at, recent);
    return at;
  }

  async load(): Promise<void> {
    for (const [at, { key, value }] of this.#wanted) {
      const entry = this.#decode(key, value);
      this.#entries.set(at, entry instanceof Promise ? await entry : entry);
    }
    this.#wanted = new Map();
  }

  entry(at: string): ViewEntry {
    return this.#entries.get(at) as ViewEntry;
  }

  /** Puts every changed entry into the state; tells what to publish, and what can't be. */
  async finish(state: TaskState): Promise<Output> {
    const records: NewRecord[] = [];
    const failures: Failure[] = [];
    for (const [at, entry] of this.#entries) {
      if (entry.last === undefined) continue;
      const { last } = entry;
      try {
        const record = await this.#put(entry, state);
        if (record !== undefined) records.push(traced(record, state.trace, entry));
        this.#recent.use(at, entry);
      } catch (error) {
        this.#recent.forget(at); // It holds what could not be stored.
        failures.push(recordFailure(last, error));
      }
    }
    this.#entries = new Map();
    return { records, failures };
  }

  reset(): void {
    this.#entries = new Map();
    this.#wanted = new Map();
    this.#recent.clear();
  }

  async #put(entry: ViewEntry, state: TaskState): Promise<NewRecord | undefined> {
    const after = this.#encode(entry);
    if (same(entry.before, after)) {
      entry.settle(after);
      return undefined;
    }
    const { told } = entry;
    const lastEvents = joinLastEvents(told);
    const record = await this.#publish(entry, lastEvents);
    const stored = after && joinEntry({ lastEvents, state: after });
    state.putKnown(this.#join.out.name, entry.key, stored, entry.oldestMs);
    entry.settle(after, told);
    return record;
  }

  #decode(key: Buffer, stored: Buffer | null): ViewEntry | Promise<ViewEntry> {
    const empty = {
      rowBytes: null,
      row: undefined,
      view: undefined,
      contributions: 0,
      events: false,
    };
    if (stored === null) return new ViewEntry(key, null, empty);
    const { lastEvents, state: before } = splitEntry(stored);
    const place = `Store "${this.#join.out.name}"`;
    const { row, view, contributions, events } = viewStateCodec.decode(before, place);
    const entry = (value: unknown) => {
      const from = { rowBytes: row, row: undefined, view: value, contributions, events };
      return new ViewEntry(key, before, from, splitLastEvents(lastEvents));
    };
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

  async #publish(entry: ViewEntry, lastEvents: string): Promise<NewRecord | undefined> {
    const { rowBytes, key } = entry;
    if (rowBytes === null && !entry.hadRow) return undefined;
    const record = {
      topic: this.#join.out.name,
      partition: this.#partition,
      key,
      timestampMs: entry.oldestMs,
    };
    if (rowBytes === null) return { ...record, value: null };
    entry.row ??= await this.#join.table?.topic.value.deserialize(rowBytes);
    const complete = this.#join.combine(entry.view, entry.row);
    const value = this.#join.out.value.serialize(complete);
    return { ...record, value, ...lastHeader(lastEvents) };
  }
}

function same(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}
