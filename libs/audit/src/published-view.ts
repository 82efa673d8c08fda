import type { LogRecord } from '@user-information/event-log';
import { SerdeError, utf8 } from '@user-information/serde';
import type { AuditedTopic } from './audited-view.ts';
import { readValue } from './read-value.ts';
import type { ReadValue } from './read-value.ts';
import type { Fields } from './recount/row-ledger.ts';

export type PublishedRow = ReadValue<Fields>;

/** The view as its topic tells it. */
export class PublishedView {
  readonly #topic: AuditedTopic<object>;
  readonly #counts: readonly string[];
  readonly #rows = new Map<string, PublishedRow>();
  readonly #sums = new Map<string, number>();
  #touched = new Set<string>();

  constructor(topic: AuditedTopic<object>, counts: readonly string[]) {
    this.#topic = topic;
    this.#counts = counts;
    for (const count of counts) this.#sums.set(count, 0);
  }

  async apply({ key, value }: LogRecord): Promise<void> {
    const id = await keyText(key);
    const row = value === null ? undefined : await this.#read(value);
    this.#touched.add(id);
    this.#sum(this.#rows.get(id), -1);
    this.#sum(row, 1);
    if (row === undefined) this.#rows.delete(id);
    else this.#rows.set(id, row);
  }

  /** Undefined for a row that is missing. */
  get(key: string): PublishedRow | undefined {
    return this.#rows.get(key);
  }

  /** The sum of each count over all rows. */
  sums(): ReadonlyMap<string, number> {
    return this.#sums;
  }

  /** The keys that were touched since they were taken last. */
  takeTouched(): Set<string> {
    const touched = this.#touched;
    this.#touched = new Set();
    return touched;
  }

  #read(value: Buffer): Promise<PublishedRow> {
    return readValue(async () => (await this.#topic.value.deserialize(value)) as Fields);
  }

  #sum(row: PublishedRow | undefined, by: 1 | -1): void {
    if (row === undefined || !('value' in row)) return;
    for (const count of this.#counts) {
      this.#sums.set(count, (this.#sums.get(count) ?? 0) + by * Number(row.value[count]));
    }
  }
}

/** A key that is no UTF-8 is no key of a source, and is found to be too much by any name. */
async function keyText(key: Buffer | null): Promise<string> {
  const bytes = key ?? Buffer.alloc(0);
  try {
    return await utf8.deserialize(bytes);
  } catch (error) {
    if (error instanceof SerdeError) return `0x${bytes.toString('hex')}`;
    throw error;
  }
}
