import type { LogRecord } from '@user-information/event-log';

/** One key of a view, its values decoded, while batches are folded into it. */
export class ViewEntry {
  readonly key: Buffer;
  /** The state as it was stored, without what it tells; null: the key is new. */
  before: Buffer | null;
  /** The last event by each input, where that is told; undefined: none yet. */
  lastEvents: Map<string, string> | undefined;
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
    lastEvents?: Map<string, string>,
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

  /** This event came by an input, and is included now. */
  include(input: string, event: string): void {
    this.lastEvents ??= new Map();
    this.lastEvents.set(input, event);
  }

  /** The batch is over: what it made of the entry is what is stored. */
  settle(stored: Buffer | null): void {
    this.before = stored;
    this.hadRow = this.rowBytes !== null;
    this.last = undefined;
    this.oldestMs = Infinity;
    // An empty entry keeps nothing of what was, as if it were new.
    if (stored !== null) return;
    this.setView(undefined, 0, false);
    this.lastEvents = undefined;
  }

  /** True when nothing is left that a later record could build on or take back. */
  get isEmpty(): boolean {
    return this.rowBytes === null && this.contributions === 0 && !this.events;
  }
}
