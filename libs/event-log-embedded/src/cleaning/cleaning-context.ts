import type { Storage } from '../storage/storage.ts';
import type { WriteQueue } from '../write/write-queue.ts';

/** How many records a step takes before other work of this process, and other writers, get a turn. */
export const STEP_RECORDS = 500;

/** What each step of cleaning works on. */
export interface CleaningContext {
  readonly storage: Storage;
  readonly writes: WriteQueue;
  /** Ends a round between two of its steps. */
  readonly signal: AbortSignal;
}
