import type { LastEventTexts, LogRecord } from '@user-information/event-log';

const none: LastEventTexts = new Map();

/** One key of a view, its values decoded, while batches are folded into it. */
export class ViewEntry {
  readonly key: Buffer;
  /** The state as it was stored, without what it tells; null: the key is new. */
  before: Buffer | null;
  /** The last event by each input, as it was stored. */
  lastEvents: LastEventTexts;
  /** Those that the batch brought, where they are told. */
  #included: Map<string, string> | undefined;
  hadRow: boolean;
  rowBytes: Buffer | null;
  row: unknown;
  view: unknown;
  contributions: number;
  events: boolean;
  /** The batch's last record that changed this entry: the one to blame if it can't be published. */
  last: LogRecord | undefined;
  oldestMs = Infinity;

  constructor(
    key: Buffer,
    before: Buffer | null,
    from: Pick<ViewEntry, 'rowBytes' | 'row' | 'view' | 'contributions' | 'events'>,
    lastEvents: LastEventTexts = none,
  ) {
    this.key = key;
    this.before = before;
    this.lastEvents = lastEvents;
    this.hadRow = from.rowBytes !== null;
    this.rowBytes = from.rowBytes;
    this.row = from.row;
    this.view = from.view;
    this.contributions = from.contributions;
    this.events = from.events;
  }

  setRow(bytes: Buffer | null, row: unknown): void {
    this.rowBytes = bytes;
    this.row = row;
  }

  setView(view: unknown, contributions: number, events: boolean): void {
    this.view = view;
    this.contributions = contributions;
    this.events = events;
  }

  touch(record: LogRecord): void {
    this.last = record;
    this.oldestMs = Math.min(this.oldestMs, record.timestampMs);
  }

  /** This event came by an input. */
  include(input: string, event: string): void {
    this.#included ??= new Map();
    this.#included.set(input, event);
  }

  /** The last event by each input, those of the batch included; none where they are not told. */
  get told(): LastEventTexts {
    return this.#included === undefined ? none : new Map([...this.lastEvents, ...this.#included]);
  }

  /** The batch is over: what it made of the entry is what is stored. What changed nothing is forgotten. */
  settle(stored: Buffer | null, lastEvents = this.lastEvents): void {
    this.before = stored;
    this.lastEvents = lastEvents;
    this.#included = undefined;
    this.hadRow = this.rowBytes !== null;
    this.last = undefined;
    this.oldestMs = Infinity;
    // An empty entry keeps nothing of what was, as if it were new.
    if (stored !== null) return;
    this.setView(undefined, 0, false);
    this.lastEvents = none;
  }

  /** True when nothing is left that a later record could build on or take back. */
  get isEmpty(): boolean {
    return this.rowBytes === null && this.contributions === 0 && !this.events;
  }
}
