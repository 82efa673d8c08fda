import type { LogRecord, TopicPartition } from '@user-information/event-log';
import type { FetchedBatch } from '../records/decode-batches.ts';
import { RecordCursor } from '../records/record-cursor.ts';
import type { AbortedTransaction } from '../requests/fetch.ts';

/** Of the two numbers in the key of a control record, the second says what it is. */
const CONTROL_TYPE = 2;
const ABORT = 0;

/** Where a read is in one partition, and what was fetched of it and not read yet. */
export class PartitionCursor implements TopicPartition {
  readonly topic: string;
  readonly partition: number;
  /** Where reading goes on. */
  offset: number;
  #batches: readonly FetchedBatch[] = [];
  #nextBatch = 0;
  #records: RecordCursor | undefined;
  #aborted: AbortedTransaction[] = [];
  /** Whose records nobody is to see, until the end of their transactions. */
  readonly #abortedProducers = new Set<number>();

  constructor({ topic, partition }: TopicPartition, offset: number) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
  }

  /** Whether something was fetched that is not read yet. */
  get isFilled(): boolean {
    return this.#records !== undefined || this.#nextBatch < this.#batches.length;
  }

  /** @param aborted transactions that have records in these batches */
  fill(batches: readonly FetchedBatch[], aborted: readonly AbortedTransaction[]): void {
    this.#batches = batches;
    this.#nextBatch = 0;
    this.#aborted = [...aborted].sort((left, right) => left.firstOffset - right.firstOffset);
    this.#abortedProducers.clear();
  }

  /** Reads at most so many records, and moves past what has none for readers. */
  take(most: number, into: LogRecord[]): number {
    let taken = 0;
    while (this.#openBatch() !== undefined && taken < most) {
      const record = this.#records?.next(this, this.offset);
      if (record === undefined) {
        this.#closeBatch();
      } else {
        into.push(record);
        this.offset = record.offset + 1;
        taken += 1;
        if (this.#records?.isAtEnd === true) this.#closeBatch();
      }
    }
    return taken;
  }

  /** The records of the batch that is read, or of the next that has some for readers. */
  #openBatch(): RecordCursor | undefined {
    while (this.#records === undefined && this.#nextBatch < this.#batches.length) {
      const batch = this.#batches[this.#nextBatch] as FetchedBatch;
      if (this.#isVisible(batch)) this.#records = new RecordCursor(batch);
      else this.#closeBatch();
    }
    return this.#records;
  }

  #closeBatch(): void {
    const { nextOffset = 0 } = this.#batches[this.#nextBatch] ?? {};
    this.offset = Math.max(this.offset, nextOffset);
    this.#records = undefined;
    this.#nextBatch += 1;
    if (this.#nextBatch >= this.#batches.length) this.#batches = [];
  }

  /** As Kafka's own consumer finds out: the broker only tells where aborted transactions begin. */
  #isVisible(batch: FetchedBatch): boolean {
    for (let [next] = this.#aborted; next !== undefined; [next] = this.#aborted) {
      if (next.firstOffset >= batch.nextOffset) break;
      this.#abortedProducers.add(next.producerId);
      this.#aborted.shift();
    }
    if (!batch.isControl) {
      return !(batch.isTransactional && this.#abortedProducers.has(batch.producerId));
    }
    const marker = new RecordCursor(batch).next(this, 0);
    if (marker?.key?.readInt16BE(CONTROL_TYPE) === ABORT) {
      this.#abortedProducers.delete(batch.producerId);
    }
    return false;
  }
}
