import type { LogRecord, NewRecord } from '@user-information/event-log';
import type { Failure } from './failure.ts';
import type { TaskState } from './task-state.ts';

/** What a decoded record does to the state. Throws when user code does; it has then changed nothing. */
export type Apply = () => void;

/** What a processor makes of a batch besides its writes to the state. */
export interface Output {
  readonly records: readonly NewRecord[];
  readonly failures: readonly Failure[];
}

/**
 * One step of a topology within a task. For each batch: every record is prepared (a failure makes a
 * dead letter), what all want of the state is fetched at once and loaded, records are applied in
 * order, and `finish` tells what goes out.
 */
export interface Processor {
  readonly topics: readonly string[];
  /** Decodes a record, and wants of the state what it takes to apply it. */
  prepare(record: LogRecord, state: TaskState): Apply | Promise<Apply>;
  load(state: TaskState): Promise<void>;
  finish(state: TaskState): Promise<Output>;
  /** The batch came to nothing: forgets what it kept of it. */
  reset(): void;
}
