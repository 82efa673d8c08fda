import { topicPartitions } from '@user-information/event-log';
import { runCrashChild, tell } from './crash-child.ts';
import { COPIER, COPIES, EVENTS, PARTITIONS } from './crash-topics.ts';

/** Copies events and commits what it consumed, a transaction a batch; tells its offsets: `durable`. */
await runCrashChild(async (log, _, signal) => {
  const member = await log.joinGroup({ group: COPIER, topics: [EVENTS] });
  const transactor = await log.transactor(COPIER);
  const partitions = topicPartitions(EVENTS, PARTITIONS);
  const committed = await log.committedOffsets(COPIER, partitions);
  const durable = partitions.map(() => 0);
  committed.forEach(({ partition, offset }) => {
    durable[partition] = offset;
  });
  const from = partitions.map((place) => ({ ...place, offset: durable[place.partition] ?? 0 }));
  tell({ durable });
  for await (const batch of log.read(from, { signal, maxRecords: 200 })) {
    await transactor.commit({
      records: batch.records.map(({ partition, key, value }) => ({
        topic: COPIES,
        partition,
        key,
        value,
      })),
      group: COPIER,
      offsets: batch.positions,
    });
    batch.positions.forEach(({ partition, offset }) => {
      durable[partition] = offset;
    });
    tell({ durable });
  }
  await member.leave();
});
