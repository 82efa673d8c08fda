import type { Batch, ReadOptions } from './batch.ts';
import type { EventLog } from './event-log.ts';
import { partitionName } from './partition-offsets.ts';
import type { PartitionOffset } from './topic-partition.ts';

/**
 * Reads as `EventLog.read` does, and ends once every partition of `from` has reached its offset in
 * `until`; a partition that `until` leaves out is not waited for. The last batch may go beyond.
 * With `until` from `endOffsets`, this is how a state is read back at start.
 */
export async function* readUntil(
  log: Pick<EventLog, 'read'>,
  from: readonly PartitionOffset[],
  until: readonly PartitionOffset[],
  options: ReadOptions = {},
): AsyncGenerator<Batch, void, undefined> {
  const targets = new Map(until.map((target) => [partitionName(target), target.offset]));
  const behind = new Set<string>();
  const settle = (position: PartitionOffset): void => {
    const name = partitionName(position);
    if (position.offset < (targets.get(name) ?? 0)) {
      behind.add(name);
    } else {
      behind.delete(name);
    }
  };
  from.forEach(settle);
  if (behind.size === 0) {
    return;
  }
  for await (const batch of log.read(from, options)) {
    batch.positions.forEach(settle);
    yield batch;
    if (behind.size === 0) {
      return;
    }
  }
}
