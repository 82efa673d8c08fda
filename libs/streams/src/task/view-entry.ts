import type { LogRecord } from '@user-information/event-log';

/** One key of a view while a batch is folded into it, its values decoded. */
export class ViewEntry {
  readonly key: Buffer;
  /** The state as it was stored; null: the key is new. */
  readonly before: Buffer | null;
  readonly hadRow: boolean;
  rowBytes: Buffer | null;
  row: unknown;
  view: unknown;
  contributions: number;
  events: boolean;
  /** The last record that changed this entry: the one to blame if it can't be published. */
  last: LogRecord | undefined;
  oldestMs = Infinity;

  constructor(
    key: Buffer,
    before: Buffer | null,
    from: Pick<ViewEntry, 'rowBytes' | 'row' | 'view' | 'contributions' | 'events'>,
  ) {
    this.key = key;
    this.before = before;
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

  /** True when nothing is left that a later record could build on or take back. */
  get isEmpty(): boolean {
    return this.rowBytes === null && this.contributions === 0 && !this.events;
  }
}
