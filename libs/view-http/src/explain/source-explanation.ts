import type { WaitsFor } from '../positions/waiting.ts';

/** How far the view is with one of the topics that it is made of. */
export interface SourceExplanation {
  readonly topic: string;
  /** The fields of a row that come of it, where somebody said so. */
  readonly fields: readonly string[];
  /** The consumer group that reads it. */
  readonly group: string;
  /**
   * What came of these records, and of all before them, is in the answer; `?after=` takes them. Null when
   * that could not be made sure of in time: `waitsFor` says who has not taken what yet.
   */
  readonly currentTo: readonly string[] | null;
  readonly waitsFor: WaitsFor | null;
  /** Records that the group has not taken; offsets, strictly, of which compaction may have left fewer. */
  readonly recordsLeft: number;
  /** When the oldest of those happened, in ISO 8601; null when there is none. */
  readonly oldestLeftAt: string | null;
}
