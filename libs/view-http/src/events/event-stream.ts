import type { ServerResponse } from 'node:http';
import type { AppendedRecord } from '@user-information/event-log';
import { ProblemError, problemBody } from '@user-information/service';
import { UndecodableValueError } from '../errors.ts';
import { project } from '../lookup/fields.ts';
import type { Fields } from '../lookup/fields.ts';
import { outageOf } from '../lookup/outage.ts';
import type { RowKey, RowReader } from '../rows/row-reader.ts';
import { eventFrame, heartbeatFrame } from './event-frame.ts';
import type { EventLimits } from './event-limits.ts';

export interface EventStreamOptions {
  readonly key: RowKey;
  readonly fields: Fields;
  /** The position of the view at which the client knew the row; null: it knows nothing of it. */
  readonly known: AppendedRecord | null;
  readonly rows: RowReader;
  /** The view's position in the partition of the key. */
  readonly position: () => string | null;
  readonly limits: EventLimits;
  readonly response: ServerResponse;
  /** The client did not read what was sent, and is cut off. */
  readonly onSlow: () => void;
  /** The row can't be read, and the stream ends. */
  readonly onError: (error: unknown) => void;
}

/**
 * Tells one client how a row is, now and whenever that changes. It holds nothing back for it: while
 * the client has not read what was sent before, changes are not queued but forgotten, and the row is read again
 * once there is room, so that a client gets the newest state and may miss those in between.
 */
export class EventStream {
  readonly #options: EventStreamOptions;
  #known: AppendedRecord | null;
  /** What the client has, as text; undefined: nothing yet. */
  #told: string | undefined;
  #hasChanged = false;
  #isTelling = false;
  #slowTimer: NodeJS.Timeout | undefined;

  constructor(options: EventStreamOptions) {
    this.#options = options;
    this.#known = options.known;
    options.response.on('drain', () => {
      clearTimeout(this.#slowTimer);
      this.#slowTimer = undefined;
      void this.#tell();
    });
    options.response.once('close', () => clearTimeout(this.#slowTimer));
  }

  /** What the client knows is of another log: it is told all. */
  beginAnew(): void {
    this.#known = null;
  }

  /** The row may have changed. */
  changed(): void {
    this.#hasChanged = true;
    void this.#tell();
  }

  heartbeat(): void {
    if (this.#isFull) return;
    // What is still to be told comes before the position that includes it.
    const isBehind = this.#hasChanged || this.#isTelling || this.#told === undefined;
    this.#write(heartbeatFrame(isBehind ? null : this.#options.position()));
  }

  end(): void {
    this.#options.response.end();
  }

  get #isFull(): boolean {
    const { response } = this.#options;
    return response.writableNeedDrain || response.writableEnded || response.destroyed;
  }

  async #tell(): Promise<void> {
    if (this.#isTelling) return;
    this.#isTelling = true;
    try {
      while (this.#hasChanged && !this.#isFull) {
        this.#hasChanged = false;
        const id = this.#options.position();
        const frame = await this.#newest(id);
        if (frame !== undefined) this.#write(frame);
      }
    } catch (error) {
      const outage = outageOf(error);
      // The client asks again, maybe another instance: it is told nothing that is not so.
      if (outage === null) this.#options.onError(error);
      else this.#write(eventFrame('problem', problemBody(503, 'Unavailable', outage), null));
      this.end();
    } finally {
      this.#isTelling = false;
    }
  }

  /** What to tell now; undefined when the client knows it. */
  async #newest(id: string | null): Promise<string | undefined> {
    const isFirst = this.#told === undefined;
    const { data, name, offset } = await this.#read();
    const told = `${name} ${data}`;
    if (told === this.#told) return undefined;
    this.#told = told;
    return isFirst && this.#isKnown(offset) ? undefined : eventFrame(name, data, id);
  }

  /** What is read may be newer than the view's position: only the row's own offset tells. */
  #isKnown(offset: number | null): boolean {
    const known = this.#known;
    return known !== null && offset !== null && offset <= known.offset;
  }

  async #read(): Promise<State> {
    const { fields, key, rows } = this.#options;
    try {
      const row = await rows.row(key);
      if (row !== undefined) {
        return { name: 'row', data: project(row.json, fields), offset: row.offset };
      }
      // Nobody knows when what is not there was deleted.
      return { name: 'gone', data: JSON.stringify({ key: key.text }), offset: null };
    } catch (error) {
      return { name: 'problem', data: problemOf(error), offset: null };
    }
  }

  #write(frame: string): void {
    const { limits, onSlow, response } = this.#options;
    if (response.write(frame)) return;
    this.#slowTimer ??= setTimeout(() => {
      onSlow();
      response.destroy();
    }, limits.slowClientMs);
  }
}

/** What is told of a row. */
interface State {
  readonly name: string;
  readonly data: string;
  /** Of the record that made it so; null when that is not known. */
  readonly offset: number | null;
}

/** What a GET of the row would answer; throws what is no fault of the row. */
function problemOf(error: unknown): string {
  if (error instanceof ProblemError) return problemBody(error.status, error.title, error.message);
  if (!(error instanceof UndecodableValueError)) throw error;
  const { key, message, topic } = error;
  return problemBody(500, 'Undecodable value', message, { topic, key });
}
