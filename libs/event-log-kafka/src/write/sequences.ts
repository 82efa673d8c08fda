import type { TopicPartition } from '@user-information/event-log';
import { partitionName } from '@user-information/event-log';

const MOST = 2 ** 31;

/**
 * How many records a producer has written to each partition: the broker refuses a batch that does not
 * follow the one before, and takes one that comes again only once.
 */
export class Sequences {
  readonly #next = new Map<string, number>();

  /** The number of the next record; it begins again after 2^31 - 1. */
  next(place: TopicPartition): number {
    return this.#next.get(partitionName(place)) ?? 0;
  }

  /** The next records of this partition were taken. */
  advance(place: TopicPartition, records: number): void {
    this.#next.set(partitionName(place), (this.next(place) + records) % MOST);
  }
}
