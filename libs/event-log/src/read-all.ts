import type { EventLog } from './event-log.ts';
import type { LogRecord } from './log-record.ts';
import { fromEarliest } from './partition-offsets.ts';
import { readUntil } from './read-until.ts';

/**
 * Everything that a topic holds now, in offset order within each partition. It is all in memory
 * then: for tests, tools and small topics.
 */
export async function readAll(log: EventLog, topic: string): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  const from = await fromEarliest(log, [topic]);
  for await (const batch of readUntil(log, from, await log.endOffsets(topic))) {
    records.push(...batch.records);
  }
  return records;
}
