import { positionText } from '@user-information/event-log';
import type { PartitionOffset } from '@user-information/event-log';

interface Waiter {
  readonly ends: readonly PartitionOffset[];
  readonly callback: () => void;
}

/** How far a reader of a topic is, by partition; tells those who wait for it. */
export class Progress {
  readonly #next = new Map<number, number>();
  readonly #texts = new Map<number, string>();
  readonly #waiting = new Set<Waiter>();

  constructor(from: readonly PartitionOffset[]) {
    this.advance(from);
  }

  advance(positions: readonly PartitionOffset[]): void {
    for (const { topic, partition, offset } of positions) {
      this.#next.set(partition, offset);
      if (offset > 0) {
        this.#texts.set(partition, positionText({ topic, partition, offset: offset - 1 }));
      }
    }
    for (const waiter of this.#waiting) {
      if (this.recordsLeft(waiter.ends) > 0) continue;
      this.#waiting.delete(waiter);
      waiter.callback();
    }
  }

  /** Up to which record, itself included; null when there was none. */
  position(partition: number): string | null {
    return this.#texts.get(partition) ?? null;
  }

  /** How many offsets are left up to these ends; compacted records count too. */
  recordsLeft(ends: readonly PartitionOffset[]): number {
    return ends.reduce((sum, end) => sum + this.recordsLeftOf(end), 0);
  }

  recordsLeftOf({ partition, offset }: PartitionOffset): number {
    return Math.max(0, offset - (this.#next.get(partition) ?? 0));
  }

  /** At once when nothing is left; returns how to give up waiting. */
  whenReached(ends: readonly PartitionOffset[], callback: () => void): () => void {
    const waiter = { ends, callback };
    if (this.recordsLeft(ends) === 0) callback();
    else this.#waiting.add(waiter);
    return () => void this.#waiting.delete(waiter);
  }
}
