import type { EventLog, GroupMember } from '@user-information/event-log';
import type { Logger, Tracer } from '@user-information/observability';
import type { Topology } from '../topology/topology.ts';
import type { StreamsMetrics } from './streams-metrics.ts';
import type { TaskLayout } from './task-layout.ts';
import type { TaskStores } from './task-stores.ts';

/** What the tasks of an instance share. */
export interface TaskContext {
  readonly topology: Topology;
  readonly layout: TaskLayout;
  readonly log: EventLog;
  readonly member: GroupMember;
  readonly stores: TaskStores;
  readonly metrics: StreamsMetrics;
  readonly logger: Logger;
  readonly tracer: Tracer | undefined;
  /** See `StreamsOptions.tellLastEvents`. */
  readonly tellLastEvents: boolean;
  /** Records that one transaction takes at most. */
  readonly maxBatchRecords: number;
}

/** A partition number that this instance works on or keeps warm. */
export interface RunningTask {
  /** Ends it after the batch under way. */
  stop(): void;
  /** Runs until `stop`; rejects when it can't go on. Everything it opened is closed either way. */
  run(): Promise<void>;
}
