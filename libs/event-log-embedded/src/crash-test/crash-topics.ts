import assert from 'node:assert/strict';
import type { EventLog, LogRecord } from '@user-information/event-log';

export const PARTITIONS = 3;
/** Numbered by the writers: each counts for itself, partition by partition. */
export const EVENTS = 'events';
/** What the copier makes of the events, in transactions. */
export const COPIES = 'copies';
/** Each writer's last batch, written in the same call as its events; compacted all the time. */
export const LATEST = 'latest';
export const COPIER = 'copier';

export async function createCrashTopics(log: EventLog): Promise<void> {
  await log.createTopics([
    { name: EVENTS, kind: 'record-stream', partitions: PARTITIONS },
    { name: COPIES, kind: 'record-stream', partitions: PARTITIONS },
    { name: LATEST, kind: 'changelog', partitions: PARTITIONS },
  ]);
}

/**
 * Checks that each writer's numbers follow one another in each partition: none lost, none doubled,
 * none out of order.
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
