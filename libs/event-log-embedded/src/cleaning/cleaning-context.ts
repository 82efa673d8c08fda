import type { Storage } from '../storage/storage.ts';
import type { WriteQueue } from '../write/write-queue.ts';

/** What each step of cleaning works on. */
export interface CleaningContext {
  readonly storage: Storage;
  readonly writes: WriteQueue;
  /** Ends a round between two of its steps. */
  readonly signal: AbortSignal;
}
