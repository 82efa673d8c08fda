import type { EventLog, LogRecord } from '@user-information/event-log';
import { again } from '../watch/again.ts';
import { isPassing } from '../watch/passing.ts';

/** A topic that does not exist yet is looked for so often. */
const againMs = 1_000;

/** Reads a topic until `signal` aborts: all of it, or what is appended from now on. */
export async function tailTopic(
  log: Pick<EventLog, 'earliestOffsets' | 'endOffsets' | 'read'>,
  topic: string,
  from: 'earliest' | 'end',
  signal: AbortSignal,
  onRecord: (record: LogRecord) => Promise<void> | void,
): Promise<void> {
  await again(againMs, signal, async () => {
    try {
      const offsets = from === 'end' ? log.endOffsets(topic) : log.earliestOffsets(topic);
      for await (const { records } of log.read(await offsets, { signal })) {
        for (const record of records) await onRecord(record);
      }
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
  });
}
