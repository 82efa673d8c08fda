import type { Batch, PartitionOffset, ReadOptions } from '@user-information/event-log';
import { EventLogError, LogClosedError } from '@user-information/event-log';
import type { LogMetrics } from '../log-metrics.ts';
import type { Storage } from '../storage/storage.ts';
import type { TopicCatalog } from '../topics/topic-catalog.ts';
import { Alarm } from './alarm.ts';
import type { Cursor } from './cursor.ts';
import { openCursors } from './cursor.ts';
import { readBatch } from './read-batch.ts';
import type { WakeFiles } from './wake-files.ts';

const DEFAULT_MAX_RECORDS = 1_000;

/** What the reads of one log share. */
export interface ReadContext {
  readonly storage: Storage;
  readonly metrics: LogMetrics;
  readonly catalog: TopicCatalog;
  readonly wakeFiles: WakeFiles;
  readonly maxBatchBytes: number;
  readonly pollIntervalMs: number;
  /** Aborts when the log closes. */
  readonly closing: AbortSignal;
}

/** `EventLog.read`: takes a batch when the loop asks for one, and waits when there is none. */
export async function* read(
  context: ReadContext,
  from: readonly PartitionOffset[],
  { signal, maxRecords = DEFAULT_MAX_RECORDS }: ReadOptions,
): AsyncGenerator<Batch, void, undefined> {
  if (!Number.isSafeInteger(maxRecords) || maxRecords < 1) {
    throw new EventLogError('INVALID_ARGUMENT', `maxRecords must be 1 or more, not ${maxRecords}.`);
  }
  if (context.closing.aborted) {
    throw new LogClosedError();
  }
  const ended = (): boolean => context.closing.aborted || signal?.aborted === true;
  const cursors = await context.storage.read(() => openCursors(context.catalog, from));
  const topicIds = [...new Set(cursors.map(({ partition }) => partition.topicId))];
  const limits = { maxRecords, maxBytes: context.maxBatchBytes };
  const alarm = new Alarm();
  context.wakeFiles.listen(topicIds, alarm.ring);
  signal?.addEventListener('abort', alarm.ring);
  context.closing.addEventListener('abort', alarm.ring);
  try {
    while (!ended()) {
      alarm.reset();
      const batch = await context.storage.read(() => readBatch(cursors, limits));
      if (batch.positions.length > 0) {
        rotate(cursors);
        context.metrics.recordsRead.inc(batch.records.length);
        yield batch;
      } else if (!ended()) {
        await alarm.wait(context.pollIntervalMs);
      }
    }
  } catch (error) {
    if (!ended()) {
      throw error;
    }
  } finally {
    context.wakeFiles.unlisten(topicIds, alarm.ring);
    signal?.removeEventListener('abort', alarm.ring);
    context.closing.removeEventListener('abort', alarm.ring);
  }
}

/** Lets another partition come first the next time. */
function rotate(cursors: Cursor[]): void {
  const first = cursors.shift();
  if (first !== undefined) {
    cursors.push(first);
  }
}
