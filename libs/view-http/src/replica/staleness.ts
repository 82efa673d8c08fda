import type { PartitionOffset } from '@user-information/event-log';

/** Looks that were not reached yet are kept up to this many a partition; then the last is replaced. */
const keptLooks = 1_000;

interface Look {
  readonly end: number;
  atMs: number;
}

/**
 * How old a copy of a topic is at most, found out by looking at the log's ends from time to time: once
 * the copy has reached the ends that a look found, it has all that the log had when the look began.
 * It needs no clocks to agree, and grows when the copy is stuck, or the log can't be asked.
 */
export class Staleness {
  /** Ends that are not reached yet, by partition, the oldest first. */
  readonly #ahead = new Map<number, Look[]>();
  readonly #freshAtMs = new Map<number, number>();

  /** What a look that began at this time found. */
  looked(
    atMs: number,
    ends: readonly PartitionOffset[],
    isReached: (end: PartitionOffset) => boolean,
  ): void {
    for (const end of ends) {
      const { partition, offset } = end;
      if (isReached(end)) {
        this.#ahead.delete(partition);
        this.#freshAtMs.set(partition, atMs);
      } else this.#remember(partition, { end: offset, atMs });
    }
  }

  /** The copy has moved. */
  advanced(positions: readonly PartitionOffset[]): void {
    for (const { partition, offset } of positions) {
      const looks = this.#ahead.get(partition);
      if (looks === undefined) continue;
      while (looks[0] !== undefined && looks[0].end <= offset) {
        this.#freshAtMs.set(partition, looks[0].atMs);
        looks.shift();
      }
    }
  }

  /** Null until a first look was reached. */
  ageMs(partition: number, nowMs: number): number | null {
    const freshAtMs = this.#freshAtMs.get(partition);
    return freshAtMs === undefined ? null : Math.max(0, Math.ceil(nowMs - freshAtMs));
  }

  #remember(partition: number, look: Look): void {
    const looks = this.#ahead.get(partition) ?? [];
    this.#ahead.set(partition, looks);
    const last = looks.at(-1);
    if (last?.end === look.end) last.atMs = look.atMs;
    else if (looks.length < keptLooks) looks.push(look);
    else looks[looks.length - 1] = look;
  }
}
