import type { WrittenTo } from '../updates/profile-changes.ts';
import type { Stage } from './stage.ts';

/** A way to serve the view. */
export interface Mode {
  /** Whether instances share partitions; a group of the embedded log has one member. */
  readonly needsKafka: boolean;
  readonly updates: WrittenTo;
  /**
   * Starts what serves the view, whose users are in the log. Fails with a `ServersError`, code
   * `MISSING`, where this machine lacks a server.
   */
  start(stage: Stage): Promise<Served>;
}

export interface Served {
  readonly url: string;
  /** Of the processes through which an answer goes; those that they started count, too. */
  readonly pids: readonly number[];
}
