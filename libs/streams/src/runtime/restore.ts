import type { EventLog, LogRecord, PartitionOffset } from '@user-information/event-log';
import type { StateStore } from '@user-information/state-store';
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
  /** Told after every batch; 0 at the end. */
  readonly onProgress?: (recordsLeft: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Brings a task's state store up to the end of its changelog topics, from the position that it has:
 * after a crash that is the last few records, on a new disk all of them. The caller must own the
 * task's transactional id already, so that no one else can append meanwhile.
 */
export async function restore(options: RestoreOptions): Promise<void> {
  const { log, store, applicationId, partition, stores, signal } = options;
  const names = new Map(stores.map((name) => [changelogTopic(applicationId, name), name]));
  const ends = await endOffsets(log, [...names.keys()], partition);
  const known = new Map(
    (await store.position()).map((at) => [`${at.topic} ${at.partition}`, at.offset]),
  );
  const from = ends.map((end) => ({ ...end, offset: known.get(`${end.topic} ${partition}`) ?? 0 }));
  const left = new Map(ends.map((end, i) => [end.topic, end.offset - (from[i]?.offset ?? 0)]));
  const ahead = ends.find((end) => (left.get(end.topic) as number) < 0);
  if (ahead !== undefined) throw beyondLog(ahead, partition);
  const recordsLeft = () => [...left.values()].reduce((sum, n) => sum + Math.max(n, 0), 0);
  options.onProgress?.(recordsLeft());
  const behind = from.filter(({ topic }) => (left.get(topic) as number) > 0);
  if (behind.length === 0) return;
  const read = log.read(behind, signal === undefined ? {} : { signal });
  for await (const batch of read) {
    const writes = batch.records.map((record) => write(record, names));
    await store.write(writes, batch.positions);
    for (const { topic, offset } of batch.positions) {
      const end = ends.find((other) => other.topic === topic)?.offset ?? 0;
      left.set(topic, end - offset);
    }
    options.onProgress?.(recordsLeft());
    if (recordsLeft() === 0) return;
  }
}

function write(record: LogRecord, names: ReadonlyMap<string, string>) {
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

function beyondLog({ topic, offset }: PartitionOffset, partition: number): StreamsError {
  return new StreamsError(
    'STATE_BEYOND_LOG',
    `The state store of task ${partition} is ahead of the end (${offset}) of its changelog "${topic}": the log ` +
      'was replaced. Delete the state directory; the state is restored from the log.',
  );
}
