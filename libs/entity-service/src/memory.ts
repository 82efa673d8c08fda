import type { Change } from './change.ts';

/**
 * What a service knows of its changelog: as much of each record as its decisions need, since all of
 * it is in memory. Filled with what is read back at start and with what is published, in the same
 * way, so that it is the same after a restart as before it.
 */
export interface Memory<V> {
  /** How many keys are known. */
  readonly size: number;
  /**
   * Takes in a record, and returns what takes it out again: the log may refuse to publish it. Throws
   * on a record that says nothing it could keep; that one becomes a dead letter.
   */
  apply(change: Change<V>): Undo;
}

/** Brings memory back to what it was; called at once or never, the last change first. */
export type Undo = () => void;
