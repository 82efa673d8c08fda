import type { ReadOptions } from '../batch.ts';
import type { EventLog } from '../event-log.ts';
import type { LogRecord } from '../log-record.ts';
import { fromEarliest } from '../partition-offsets.ts';
import { readUntil } from '../read-until.ts';
import type { PartitionOffset } from '../topic-partition.ts';

/** All committed records of these topics, by the time it is called. */
export async function readAll(log: EventLog, ...topics: string[]): Promise<LogRecord[]> {
  const ends = await Promise.all(topics.map((topic) => log.endOffsets(topic)));
  const records: LogRecord[] = [];
  for await (const batch of readUntil(log, await fromEarliest(log, topics), ends.flat())) {
    records.push(...batch.records);
  }
  return records;
}

/** Reads on until there are `count` records, waiting for them if need be. */
export async function readCount(
  log: EventLog,
  from: readonly PartitionOffset[],
  count: number,
  options?: ReadOptions,
): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for await (const batch of log.read(from, options)) {
    records.push(...batch.records);
    if (records.length >= count) {
      break;
    }
  }
  return records;
}

/** Values as text, null for tombstones. */
export function valuesOf(records: readonly LogRecord[]): (string | null)[] {
  return records.map(({ value }) => value?.toString() ?? null);
}

/** `key=value` a record, to compare many at a glance. */
export function entriesOf(records: readonly LogRecord[]): string[] {
  return records.map(({ key, value }) => `${key?.toString()}=${value?.toString() ?? null}`);
}
