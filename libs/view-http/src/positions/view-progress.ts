import type { PartitionOffset } from '@user-information/event-log';

/** How far what is served is with its topic: asked for by the routes, answered by a replica. */
export interface ViewProgress {
  readonly partitionCount: number;
  /** Why it must not be served now, in words; null when it may be. */
  notReady(): string | null;
  /** `users-1@123` when that record of the partition and all before it are applied; null: none is. */
  position(partition: number): string | null;
  /**
   * At most so old is what is served of a partition: all that the log had this many milliseconds ago
   * is applied. Null while that is not known.
   */
  lagMs(partition: number): number | null;
  /** Whether a partition was last read from a copy in place of the one that works on it. */
  isOfStandby?(partition: number): boolean;
  /** Calls back once every partition has reached its offset; returns how to give up waiting. */
  whenApplied(ends: readonly PartitionOffset[], callback: () => void): () => void;
  /** What of these is not applied yet: the records left. */
  recordsLeft(ends: readonly PartitionOffset[]): number;
  /**
   * Calls back with the keys (`cacheKey`) of each batch once it is applied, null for any keys; one
   * listener.
   */
  onApplied(listener: (keys: readonly string[] | null) => void): void;
}
