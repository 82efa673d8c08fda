import { fromEarliest } from '@user-information/event-log';
import { runCrashChild, tell } from './crash-child.ts';
import { EVENTS, PARTITIONS, Sequences } from './crash-topics.ts';

/** Reads the events from the first on, checks them, and tells where it is: `read`. */
await runCrashChild(async (log, _, signal) => {
  const sequences = new Sequences();
  const read = Array.from({ length: PARTITIONS }, () => 0);
  for await (const batch of log.read(await fromEarliest(log, [EVENTS]), { signal })) {
    batch.records.forEach((record) => sequences.take(record));
    batch.positions.forEach(({ partition, offset }) => {
      read[partition] = offset;
    });
    tell({ read });
  }
});
