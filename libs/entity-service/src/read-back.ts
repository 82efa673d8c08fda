import { readUntil } from '@user-information/event-log';
import type { EventLog, LogRecord } from '@user-information/event-log';
import type { Deserializer } from '@user-information/serde';
import type { Remember } from './change.ts';
import { decodeRecords } from './decode-record.ts';
import type { Table } from './table.ts';

export interface ReadBackOptions<V, M> {
  readonly log: EventLog;
  readonly topic: string;
  readonly serde: Deserializer<V>;
  readonly remember: Remember<V, M>;
  readonly table: Table<M>;
  readonly signal: AbortSignal;
}

export interface Unusable {
  readonly record: LogRecord;
  readonly error: unknown;
}

/** Fills a table from a changelog, up to its end as of now. Answers with what it could not use. */
export async function readBack<V, M>(options: ReadBackOptions<V, M>): Promise<readonly Unusable[]> {
  const { log, topic, serde, remember, table, signal } = options;
  const unusable: Unusable[] = [];
  const [from, until] = [await log.earliestOffsets(topic), await log.endOffsets(topic)];
  for await (const { records } of readUntil(log, from, until, { signal })) {
    for (const { record, decoded, error } of await decodeRecords(records, serde)) {
      if (decoded === undefined) unusable.push({ record, error });
      else table.set(decoded.key, remember(decoded));
    }
  }
  signal.throwIfAborted();
  return unusable;
}
