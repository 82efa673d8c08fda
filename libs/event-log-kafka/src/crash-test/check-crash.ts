import assert from 'node:assert/strict';
import type { EventLog } from '@user-information/event-log';
import { readAll } from '@user-information/event-log';
import type { CrashTopics } from './crash-topics.ts';
import { PARTITIONS, Sequences } from './crash-topics.ts';

/** How many events of each partition each writer wrote. */
export type Written = ReadonlyMap<string, readonly number[]>;

/** Fails unless all that was written is there, once and in order, and copied, once and in order. */
export async function checkAllIsThere(
  log: EventLog,
  topics: CrashTopics,
  written: Written,
): Promise<void> {
  for (const topic of [topics.events, topics.copies]) {
    const sequences = new Sequences();
    for (const record of await readAll(log, topic)) sequences.take(record);
    for (const [writer, counts] of written) {
      const found = Array.from(
        { length: PARTITIONS },
        (_, partition) => sequences.last(writer, partition) + 1,
      );
      assert.deepEqual(found, counts, `${writer} in ${topic}`);
    }
  }
  const newest = new Map<string, unknown>();
  for (const { key, value } of await readAll(log, topics.counts)) {
    newest.set(String(key), JSON.parse(String(value)));
  }
  assert.deepEqual(newest, new Map(written));
}
