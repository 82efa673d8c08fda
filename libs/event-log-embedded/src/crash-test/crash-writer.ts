import { setTimeout as sleep } from 'node:timers/promises';
import { fromEarliest, readUntil } from '@user-information/event-log';
import { runCrashChild, tell } from './crash-child.ts';
import { EVENTS, LATEST, PARTITIONS, Sequences } from './crash-topics.ts';

const MAX_BATCH = 30;
const MAX_PAUSE_MS = 6;

/** Goes on from what the log has of it, and tells the numbers that were acknowledged: `durable`. */
await runCrashChild(async (log, name, signal) => {
  const sequences = new Sequences();
  const ends = await log.endOffsets(EVENTS);
  for await (const { records } of readUntil(log, await fromEarliest(log, [EVENTS]), ends)) {
    records.forEach((record) => sequences.take(record));
  }
  const key = Buffer.from(name);
  const next = Array.from(
    { length: PARTITIONS },
    (_, partition) => sequences.last(name, partition) + 1,
  );
  const tellLast = (): void => tell({ durable: next.map((number) => number - 1) });
  tellLast();
  while (!signal.aborted) {
    const size = 1 + Math.floor(Math.random() * MAX_BATCH);
    const events = Array.from({ length: size }, () => {
      const partition = Math.floor(Math.random() * PARTITIONS);
      const number = next[partition] ?? 0;
      next[partition] = number + 1;
      return { topic: EVENTS, partition, key, value: Buffer.from(`${number}`) };
    });
    await log.append([...events, { topic: LATEST, key, value: Buffer.from(JSON.stringify(next)) }]);
    tellLast();
    await sleep(Math.random() * MAX_PAUSE_MS);
  }
});
