import type { Batch, EventLog, PartitionOffset } from '@user-information/event-log';
import { topicPartitions } from '@user-information/event-log';
import type { CrashTopics } from './crash-topics.ts';
import { PARTITIONS } from './crash-topics.ts';

const MAX_RECORDS = 50;

/** Copies events and commits what it consumed, a transaction a batch, from where it was. */
export async function copyEvents(
  log: EventLog,
  { events, copies, copier }: CrashTopics,
  signal: AbortSignal,
  committed: (positions: readonly PartitionOffset[]) => void,
): Promise<void> {
  const transactor = await log.transactor(copier);
  const partitions = topicPartitions(events, PARTITIONS);
  const known = await log.committedOffsets(copier, partitions);
  const from = partitions.map(
    (place) =>
      known.find(({ partition }) => partition === place.partition) ?? { ...place, offset: 0 },
  );
  committed(from);
  for await (const batch of log.read(from, { signal, maxRecords: MAX_RECORDS })) {
    await transactor.commit({
      records: copiesOf(batch, copies),
      group: copier,
      offsets: batch.positions,
    });
    committed(batch.positions);
  }
}

function copiesOf({ records }: Batch, topic: string) {
  return records.map(({ partition, key, value }) => ({ topic, partition, key, value }));
}
