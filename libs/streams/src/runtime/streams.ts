import type { EventLog } from '@user-information/event-log';
import type { Health, Logger, Metrics, Tracer } from '@user-information/observability';
import type { QueryableStores, StateStoreProvider } from '@user-information/state-store';
import { sourceTopics } from '../topology/internal-topics.ts';
import type { Topology } from '../topology/topology.ts';
import { createInternalTopics } from './create-internal-topics.ts';
import { Instance } from './instance.ts';
import { openSerdes } from './open-serdes.ts';
import { StreamsMetrics } from './streams-metrics.ts';
import { taskLayout } from './task-layout.ts';
import { TaskStores } from './task-stores.ts';

export interface StreamsOptions {
  readonly topology: Topology;
  readonly log: EventLog;
  /** Where tasks keep their state; each opens a store of its own, `task-<partition>`. */
  readonly stores: StateStoreProvider;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly health: Health;
  /** Goes on with the traces of the records that it reads; left out: nothing is traced. */
  readonly tracer?: Tracer | undefined;
  /** `host:port` where others reach this instance; told to the consumer group. */
  readonly address?: string;
  /** How many other instances keep a warm copy of each task's state; 0 when left out. */
  readonly standbyReplicas?: number;
  /**
   * Whether each record of a view tells, in the header `last-events`, which event by each input of the
   * join it includes last, when that happened and when it was applied; false when left out. An input
   * is called as in the topology, the table's after its topic. It makes records, and state, larger.
   */
  readonly tellLastEvents?: boolean;
  /** Records that one transaction takes at most; 1,000 when left out. */
  readonly maxBatchRecords?: number;
  /** Called once when a task can't go on; the instance should then be closed. */
  readonly onError: (error: unknown) => void;
}

/** A topology at work in this process, with the tasks that its consumer group assigned to it. */
export interface Streams {
  /** What its tasks have committed, for others to read; not the stores for its own use. */
  readonly stores: QueryableStores;
  /** Records and dead letters since the start. */
  totals(): { readonly records: number; readonly deadLetters: number };
  /** Lets the batches under way commit, leaves the group, and closes the state. */
  close(): Promise<void>;
}

/**
 * Runs a topology on a log. Creates the internal topics, joins the consumer group named after the
 * application, and runs a task for each partition number that it is assigned. Resolves once it has
 * joined. Fails with a `StreamsError` or `EventLogError` when it can't start.
 */
export async function startStreams(options: StreamsOptions): Promise<Streams> {
  const { topology, log, address, standbyReplicas = 0, logger, health, tracer, onError } = options;
  await openSerdes(topology);
  await createInternalTopics(log, topology);
  const layout = await taskLayout(log, topology);
  const stores = new TaskStores(options.stores, log, layout);
  const member = await log.joinGroup({
    group: topology.applicationId,
    topics: sourceTopics(topology),
    standbyReplicas,
    copies: () => stores.lags(),
    ...(address === undefined ? {} : { address }),
  });
  const metrics = new StreamsMetrics(options.metrics);
  const maxBatchRecords = options.maxBatchRecords ?? 1_000;
  const parts = { topology, layout, log, member, stores, metrics, logger, tracer };
  const { tellLastEvents = false } = options;
  const context = { ...parts, maxBatchRecords, tellLastEvents };
  const instance = new Instance(context, health, onError);
  instance.start();
  return instance;
}
