import { type Clock, systemClock } from './clock.ts';
import { SimulationError } from './errors.ts';
import type { Random } from './random/random-stream.ts';

export interface PaceOptions {
  /** How many a second, from 0 (none, ever) to 1,000,000; fractions are slow rates. */
  readonly perSecond: number;
  /** Ends the pace. */
  readonly signal: AbortSignal;
  /** With it gaps vary as between independent events (a Poisson process); else they are even. */
  readonly random?: Random;
  readonly clock?: Clock;
}

const MAX_PER_SECOND = 1_000_000;
/** High rates come in groups this far apart rather than with a timer for each. */
const SHORTEST_SLEEP_MS = 10;
/** Timers take no more. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;
/** A process that was stopped, asleep or busy owes no more than this much time. */
const LONGEST_DEBT_MS = 1_000;

/**
 * Yields how many are due, time and again, until the signal aborts. The times at which they fall
 * due follow from each other, not from when they were asked for, so the rate does not drift; what
 * was missed is made up, but at most a second of it, so no storm follows a pause.
 */
export async function* pace(options: PaceOptions): AsyncGenerator<number, void> {
  const { signal, random, clock = systemClock } = options;
  const meanGapMs = checkedGapMs(options.perSecond);
  const even = random === undefined || meanGapMs === Infinity;
  const nextGapMs = () => (even ? meanGapMs : -Math.log(1 - random()) * meanGapMs);
  // Short gaps are added up exactly only where numbers are small.
  const startMs = clock.nowMs();
  let dueAtMs = nextGapMs();
  while (!signal.aborted) {
    const nowMs = clock.nowMs() - startMs;
    if (dueAtMs > nowMs) {
      const sleepMs = Math.max(dueAtMs - nowMs, SHORTEST_SLEEP_MS);
      await clock.sleep(Math.min(sleepMs, LONGEST_SLEEP_MS), signal);
      continue;
    }
    let due = 0;
    for (dueAtMs = Math.max(dueAtMs, nowMs - LONGEST_DEBT_MS); dueAtMs <= nowMs; due++) {
      dueAtMs += nextGapMs();
    }
    yield due;
  }
}

function checkedGapMs(perSecond: number): number {
  if (perSecond >= 0 && perSecond <= MAX_PER_SECOND) return 1_000 / perSecond;
  throw new SimulationError(
    'INVALID_OPTION',
    `perSecond is ${perSecond}; it must be a number from 0 (none) to ${MAX_PER_SECOND}.`,
  );
}
