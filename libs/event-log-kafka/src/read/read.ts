import type { Batch, PartitionOffset, ReadOptions } from '@user-information/event-log';
import { checkOffset, EventLogError, LogClosedError } from '@user-information/event-log';
import type { Cluster } from '../cluster/cluster.ts';
import type { LogMetrics } from '../log-metrics.ts';
import type { TopicCatalog } from '../topics/topic-catalog.ts';
import { checkPartition } from '../topics/topic.ts';
import { PartitionCursor } from './partition-cursor.ts';
import type { ReadLimits } from './read-session.ts';
import { ReadSession } from './read-session.ts';

const DEFAULT_MAX_RECORDS = 1_000;

/** What the reads of one log share. */
export interface ReadContext {
  readonly cluster: Cluster;
  readonly catalog: TopicCatalog;
  readonly metrics: LogMetrics;
  readonly limits: Omit<ReadLimits, 'maxRecords'>;
}

/** `EventLog.read`. */
export async function* read(
  context: ReadContext,
  from: readonly PartitionOffset[],
  { signal, maxRecords = DEFAULT_MAX_RECORDS }: ReadOptions,
): AsyncGenerator<Batch, void, undefined> {
  const { cluster, metrics, limits } = context;
  if (cluster.closing.aborted) {
    throw new LogClosedError();
  }
  checkMaxRecords(maxRecords);
  const signals = signal === undefined ? [cluster.closing] : [signal, cluster.closing];
  const isEnded = (): boolean => signals.some(({ aborted }) => aborted);
  const cursors = await openCursors(context, from).catch((error: unknown) => {
    if (!isEnded()) throw error;
    return [];
  });
  if (isEnded()) {
    return;
  }
  const session = new ReadSession(cluster, cursors, { ...limits, maxRecords });
  const end = (): void => session.end();
  for (const each of signals) each.addEventListener('abort', end, { once: true });
  try {
    for (let batch = await session.next(); batch !== undefined; batch = await session.next()) {
      metrics.recordsRead.inc(batch.records.length);
      yield batch;
    }
  } finally {
    for (const each of signals) each.removeEventListener('abort', end);
    session.end();
  }
}

async function openCursors(
  { catalog }: ReadContext,
  from: readonly PartitionOffset[],
): Promise<PartitionCursor[]> {
  await catalog.meet(from.map(({ topic }) => topic));
  return Promise.all(
    from.map(async (place) => {
      checkOffset(place.offset);
      checkPartition(await catalog.get(place.topic), place.partition);
      return new PartitionCursor(place, place.offset);
    }),
  );
}

function checkMaxRecords(maxRecords: number): void {
  if (!Number.isSafeInteger(maxRecords) || maxRecords < 1) {
    throw new EventLogError(
      'INVALID_ARGUMENT',
      `maxRecords must be an integer of 1 or more, not ${maxRecords}.`,
    );
  }
}
