import type { LogRecord, NewRecord } from '@user-information/event-log';
import type { Failure } from './failure.ts';
import type { TaskState } from './task-state.ts';

/** A key of a store that must be fetched before a record can be applied. */
export interface Need {
  readonly store: string;
  readonly key: Buffer;
}

/** A record that was decoded for one processor: what it needs, and what it then does. */
export interface Prepared {
  readonly needs: readonly Need[];
  /** Throws when user code does; it has then changed nothing. */
  apply(state: TaskState): void;
}

/** What a processor makes of a batch besides its writes to the state. */
export interface Output {
  readonly records: readonly NewRecord[];
  readonly failures: readonly Failure[];
}

/**
 * One step of a topology within a task. For each batch: every record is prepared (a failure makes a
 * dead letter), what all need is fetched at once and loaded, records are applied in order, and
 * `finish` tells what goes out. What a processor keeps between these calls belongs to one batch.
 */
export interface Processor {
  readonly topics: readonly string[];
  prepare(record: LogRecord): Prepared | Promise<Prepared>;
  load(state: TaskState): Promise<void>;
  finish(state: TaskState): Promise<Output>;
}
