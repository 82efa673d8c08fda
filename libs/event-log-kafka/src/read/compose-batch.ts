import type { Batch, LogRecord, PartitionOffset } from '@user-information/event-log';
import type { PartitionCursor } from './partition-cursor.ts';

/**
 * Takes from the cursors what they have: each an equal share, and what those before it left over; the
 * caller changes who comes first from batch to batch.
 */
export function composeBatch(cursors: readonly PartitionCursor[], maxRecords: number): Batch {
  const records: LogRecord[] = [];
  const positions: PartitionOffset[] = [];
  const filled = cursors.filter(({ isFilled }) => isFilled);
  filled.forEach((cursor, index) => {
    const before = cursor.offset;
    cursor.take(Math.ceil((maxRecords - records.length) / (filled.length - index)), records);
    const { topic, partition, offset } = cursor;
    if (offset > before) positions.push({ topic, partition, offset });
  });
  return { records, positions };
}
