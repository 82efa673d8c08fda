import type { LogRecord, RecordHeaders, TopicPartition } from '@user-information/event-log';
import type { FetchedBatch } from './decode-batches.ts';
import { VarIntReader } from './var-int.ts';

const NO_HEADERS: RecordHeaders = Object.freeze({});

/** Decodes the records of one batch as they are asked for. */
export class RecordCursor {
  readonly #batch: FetchedBatch;
  readonly #reader: VarIntReader;
  #left: number;

  constructor(batch: FetchedBatch) {
    this.#batch = batch;
    this.#reader = new VarIntReader(batch.records);
    this.#left = batch.count;
  }

  get isAtEnd(): boolean {
    return this.#left === 0;
  }

  /** The next record that is not before `fromOffset`; undefined at the end. */
  next({ topic, partition }: TopicPartition, fromOffset: number): LogRecord | undefined {
    const { baseOffset, baseTimestampMs, appendTimeMs } = this.#batch;
    const reader = this.#reader;
    while (this.#left > 0) {
      this.#left -= 1;
      const length = reader.next();
      const end = reader.at + length;
      // Attributes, which say nothing yet.
      reader.at += 1;
      const timestampDelta = reader.next();
      const offset = baseOffset + reader.next();
      if (offset >= fromOffset) {
        const key = reader.nextBytes();
        const value = reader.nextBytes();
        const headers = this.#headers();
        const timestampMs = appendTimeMs ?? baseTimestampMs + timestampDelta;
        return { topic, partition, offset, key, value, timestampMs, headers };
      }
      reader.at = end;
    }
    return undefined;
  }

  #headers(): RecordHeaders {
    const count = this.#reader.next();
    if (count === 0) {
      return NO_HEADERS;
    }
    const entries: [string, string][] = [];
    for (let index = 0; index < count; index += 1) {
      const name = this.#reader.nextBytes()?.toString() ?? '';
      entries.push([name, this.#reader.nextBytes()?.toString() ?? '']);
    }
    // An assignment would lose a header named __proto__.
    return Object.fromEntries(entries);
  }
}
