import { setTimeout as sleep } from 'node:timers/promises';
import { partitionName } from '@user-information/event-log';
import type { EventLog, PartitionOffset } from '@user-information/event-log';
import type { DerivationStep } from './derivation-step.ts';
import type { Waiting } from './waiting.ts';

/** How often a group's offsets are asked for while anyone waits for them. */
const lookEveryMs = 5;

export interface StepFollowerOptions {
  readonly log: Pick<EventLog, 'committedOffsets' | 'endOffsets'>;
  readonly step: DerivationStep;
}

interface Waiter {
  readonly ends: readonly PartitionOffset[];
  readonly waiting: Waiting;
  readonly resolve: (ends: readonly PartitionOffset[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Waits until a step has taken records, and tells how far the topic that it makes is then: the group
 * commits its offsets together with what it made of the records, so whoever sees the offsets finds
 * that before the topic's end, as it is from then on.
 *
 * All that wait share the same looks at the log, one at a time, so that the cost does not grow with them.
 */
export class StepFollower {
  readonly step: DerivationStep;
  readonly #log: StepFollowerOptions['log'];
  readonly #waiters = new Set<Waiter>();
  #isLooking = false;

  constructor({ log, step }: StepFollowerOptions) {
    this.#log = log;
    this.step = step;
  }

  /** Resolves with ends of `into` before which all that came of the records before `ends` is. */
  follow(ends: readonly PartitionOffset[], waiting: Waiting): Promise<readonly PartitionOffset[]> {
    return waiting.promise((resolve, reject) => {
      const waiter = { ends, waiting, resolve, reject };
      this.#waiters.add(waiter);
      if (!this.#isLooking) void this.#look();
      return () => void this.#waiters.delete(waiter);
    });
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    await Promise.resolve(); // Those that ask at the same time are all there after this.
    while (this.#waiters.size > 0) {
      const waiters = [...this.#waiters];
      try {
        await this.#lookFor(waiters);
      } catch (error) {
        for (const waiter of waiters) {
          this.#waiters.delete(waiter);
          waiter.reject(error);
        }
      }
      if (this.#waiters.size > 0) await sleep(lookEveryMs, undefined, { ref: false });
    }
    this.#isLooking = false;
  }

  async #lookFor(waiters: readonly Waiter[]): Promise<void> {
    const { group, into } = this.step;
    const wanted = new Map(
      waiters.flatMap(({ ends }) => ends.map((end) => [partitionName(end), end] as const)),
    );
    const committed = await this.#log.committedOffsets(group, [...wanted.values()]);
    const known = new Map(committed.map((at) => [partitionName(at), at.offset]));
    const done = waiters.filter(({ ends, waiting }) => {
      const recordsLeft = ends.reduce(
        (sum, end) => sum + Math.max(0, end.offset - (known.get(partitionName(end)) ?? 0)),
        0,
      );
      waiting.waitsFor = () => ({ topic: ends[0]?.topic ?? into, group, recordsLeft });
      return recordsLeft === 0;
    });
    if (done.length === 0) return;
    // Only now: a look before would not have to find what was committed with those offsets.
    const ends = await this.#log.endOffsets(into);
    for (const waiter of done) {
      this.#waiters.delete(waiter);
      waiter.resolve(ends);
    }
  }
}
