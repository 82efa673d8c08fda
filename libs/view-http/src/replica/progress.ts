import type { PartitionOffset } from '@user-information/event-log';

/** How far a reader of a topic is, by partition. */
export class Progress {
  readonly #next = new Map<number, number>();

  constructor(from: readonly PartitionOffset[]) {
    this.advance(from);
  }

  advance(positions: readonly PartitionOffset[]): void {
    for (const { partition, offset } of positions) this.#next.set(partition, offset);
  }

  /** How many offsets are left up to these ends; compacted records count too. */
  recordsLeft(ends: readonly PartitionOffset[]): number {
    return ends.reduce((sum, end) => sum + this.recordsLeftOf(end), 0);
  }

  recordsLeftOf({ partition, offset }: PartitionOffset): number {
    return Math.max(0, offset - (this.#next.get(partition) ?? 0));
  }
}
