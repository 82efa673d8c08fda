import { readUntil } from '@user-information/event-log';
import type { EventLog, LogRecord } from '@user-information/event-log';
import type { Deserializer } from '@user-information/serde';
import { decodeRecords } from './decode-record.ts';
import type { Memory } from './memory.ts';

export interface ReadBackOptions<V> {
  readonly log: EventLog;
  readonly topic: string;
  readonly serde: Deserializer<V>;
  readonly memory: Memory<V>;
  readonly signal: AbortSignal;
}

export interface ReadBack {
  /** How many records the topic ever had, compacted ones included. */
  readonly recordCount: number;
  readonly unusable: readonly { readonly record: LogRecord; readonly error: unknown }[];
}

/** Fills a memory from its changelog, up to the end as of now. */
export async function readBack<V>(options: ReadBackOptions<V>): Promise<ReadBack> {
  const { log, topic, serde, memory, signal } = options;
  const unusable: { record: LogRecord; error: unknown }[] = [];
  const [from, until] = [await log.earliestOffsets(topic), await log.endOffsets(topic)];
  for await (const { records } of readUntil(log, from, until, { signal })) {
    for (const { record, decoded, error } of await decodeRecords(records, serde)) {
      if (decoded === undefined) {
        unusable.push({ record, error });
        continue;
      }
      try {
        memory.apply(decoded);
      } catch (refusal) {
        unusable.push({ record, error: refusal });
      }
    }
  }
  signal.throwIfAborted();
  return { recordCount: until.reduce((sum, { offset }) => sum + offset, 0), unusable };
}
