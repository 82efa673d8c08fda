import { setTimeout as sleep } from 'node:timers/promises';
import { Gauge } from '@prometheus-io/client';
import { EventLogError, partitionName } from '@user-information/event-log';
import type { EventLog } from '@user-information/event-log';
import type { Logger, Metrics } from '@user-information/observability';
import { Backlog } from './backlog.ts';

const lookEveryMs = 1_000;

export interface LagOptions {
  readonly log: Pick<EventLog, 'committedOffsets' | 'endOffsets'>;
  /** The consumer group, and the topics that it reads. */
  readonly group: string;
  readonly topics: readonly string[];
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/**
 * Tells how far a consumer group is behind its topics, from outside: a consumer that is dead can't say
 * that it is. Returns how to end it.
 */
export function watchLag(options: LagOptions): () => Promise<void> {
  const stopping = new AbortController();
  const done = run(options, stopping.signal).catch((error: unknown) => {
    if (!stopping.signal.aborted) options.logger.error({ err: error }, 'The lag is unknown');
  });
  return async () => {
    stopping.abort();
    await done;
  };
}

async function run(options: LagOptions, signal: AbortSignal): Promise<void> {
  const { group, metrics, topics } = options;
  const labelNames = ['group', 'topic'] as const;
  const records = new Gauge({
    name: 'consumer_lag_records',
    help: 'Offsets of a topic that a consumer group has not committed.',
    labelNames,
    registers: [metrics],
  });
  const seconds = new Gauge({
    name: 'consumer_lag_seconds',
    help: 'For how long the oldest record has been waiting that a consumer group has not committed.',
    labelNames,
    registers: [metrics],
  });
  const backlogs = new Map<string, Map<string, Backlog>>();
  for (;;) {
    for (const topic of topics) {
      const of = backlogs.get(topic) ?? new Map<string, Backlog>();
      backlogs.set(topic, of);
      if (!(await look(options, topic, of))) continue;
      const all = [...of.values()];
      const nowMs = performance.now();
      const sum = all.reduce((total, backlog) => total + backlog.records, 0);
      records.set({ group, topic }, sum);
      seconds.set({ group, topic }, Math.max(0, ...all.map((it) => it.ageMs(nowMs))) / 1000);
    }
    await sleep(lookEveryMs, undefined, { signal });
  }
}

/** False while the topic does not exist. */
async function look(
  { group, log }: LagOptions,
  topic: string,
  backlogs: Map<string, Backlog>,
): Promise<boolean> {
  try {
    const atMs = performance.now();
    const ends = await log.endOffsets(topic);
    const committed = await log.committedOffsets(group, ends);
    const known = new Map(committed.map((at) => [partitionName(at), at.offset]));
    for (const end of ends) {
      const name = partitionName(end);
      const backlog = backlogs.get(name) ?? new Backlog();
      backlogs.set(name, backlog);
      backlog.looked(atMs, end.offset, known.get(name) ?? 0);
    }
    return true;
  } catch (error) {
    if (error instanceof EventLogError && error.code === 'UNKNOWN_TOPIC') return false;
    throw error;
  }
}
