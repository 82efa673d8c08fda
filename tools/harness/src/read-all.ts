import type { EventLog, LogRecord } from '@user-information/event-log';
import { fromEarliest, readUntil } from '@user-information/event-log';

/** Everything that a topic holds now, in offset order within each partition. */
export async function readAll(log: EventLog, topic: string): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  const from = await fromEarliest(log, [topic]);
  for await (const batch of readUntil(log, from, await log.endOffsets(topic))) {
    records.push(...batch.records);
  }
  return records;
}
