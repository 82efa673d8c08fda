import assert from 'node:assert/strict';
import type { LogRecord, TopicSpec } from '@user-information/event-log';

export const PARTITIONS = 3;

/** Topics of one crash test, in a log that others use too. */
export interface CrashTopics {
  /** Numbered by the writers: each counts for itself, partition by partition. */
  readonly events: string;
  /** What the copier makes of the events, in transactions. */
  readonly copies: string;
  /** How many events each writer has written, appended in one call with the events. */
  readonly counts: string;
  /** The copier's group and transactional id. */
  readonly copier: string;
}

export function crashTopics(name: string): CrashTopics {
  return {
    events: `${name}-events`,
    copies: `${name}-copies`,
    counts: `${name}-counts`,
    copier: `${name}-copier`,
  };
}

export function crashTopicSpecs({ events, copies, counts }: CrashTopics): TopicSpec[] {
  return [
    { name: events, kind: 'record-stream', partitions: PARTITIONS },
    { name: copies, kind: 'record-stream', partitions: PARTITIONS },
    { name: counts, kind: 'changelog', partitions: 1 },
  ];
}

/**
 * Checks that each writer's numbers follow one another in each partition: none lost, none doubled, none
 * out of order.
 */
export class Sequences {
  readonly #last = new Map<string, number>();

  /** The last number of a writer in a partition; -1 before the first. */
  last(writer: string, partition: number): number {
    return this.#last.get(`${writer}/${partition}`) ?? -1;
  }

  /** Takes a record of the events or the copies. Fails when it is not the next one. */
  take({ key, value, partition, offset }: LogRecord): void {
    const writer = String(key);
    const number = Number(value);
    const expected = this.last(writer, partition) + 1;
    assert.equal(number, expected, `${writer} in partition ${partition} at offset ${offset}`);
    this.#last.set(`${writer}/${partition}`, number);
  }
}
