import type { EventLog, LogRecord, PartitionOffset } from '@user-information/event-log';
import { partitionName, readUntil } from '@user-information/event-log';
import type { StateStore, Write } from '@user-information/state-store';
import { StreamsError } from '../errors.ts';
import { stateKey } from '../task/task-state.ts';
import { changelogTopic } from '../topology/internal-topics.ts';

export interface RestoreOptions {
  readonly log: Pick<EventLog, 'endOffsets' | 'read'>;
  readonly store: StateStore;
  readonly applicationId: string;
  readonly partition: number;
  /** The names of the stores that the task has on this partition. */
  readonly stores: readonly string[];
  /** Told at the start and after every batch. */
  readonly onProgress?: (recordsLeft: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Brings a task's state store up to the end of its changelog topics, from the position that it has:
 * after a crash that is the last few records, on a new disk all of them. The caller must own the
 * task's transactional id already, so that no one else can append meanwhile.
 */
export async function restore(options: RestoreOptions): Promise<void> {
  const { log, store, applicationId, partition, signal } = options;
  const names = new Map(options.stores.map((name) => [changelogTopic(applicationId, name), name]));
  const ends = await endOffsets(log, [...names.keys()], partition);
  const at = new Map((await store.position()).map((known) => [partitionName(known), known.offset]));
  const position = (end: PartitionOffset) => at.get(partitionName(end)) ?? 0;
  const ahead = ends.find((end) => position(end) > end.offset);
  if (ahead !== undefined) throw beyondLog(ahead);
  const tellProgress = () =>
    options.onProgress?.(
      ends.reduce((sum, end) => sum + Math.max(end.offset - position(end), 0), 0),
    );
  tellProgress();
  const from = ends.map((end) => ({ ...end, offset: position(end) }));
  for await (const batch of readUntil(log, from, ends, signal === undefined ? {} : { signal })) {
    await store.write(
      batch.records.map((record) => write(record, names)),
      batch.positions,
    );
    for (const moved of batch.positions) at.set(partitionName(moved), moved.offset);
    tellProgress();
  }
}

function write(record: LogRecord, names: ReadonlyMap<string, string>): Write {
  const store = names.get(record.topic) as string;
  return { key: stateKey(store, record.key ?? Buffer.alloc(0)), value: record.value };
}

async function endOffsets(
  log: RestoreOptions['log'],
  topics: readonly string[],
  partition: number,
): Promise<PartitionOffset[]> {
  const ends = await Promise.all(topics.map((topic) => log.endOffsets(topic)));
  return ends.flat().filter((end) => end.partition === partition);
}

function beyondLog({ topic, partition, offset }: PartitionOffset): StreamsError {
  return new StreamsError(
    'STATE_BEYOND_LOG',
    `The state store of task ${partition} is ahead of the end (${offset}) of its changelog "${topic}": the log ` +
      'was replaced. Delete the state directory; the state is restored from the log.',
  );
}
