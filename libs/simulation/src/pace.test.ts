import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import { pace } from './pace.ts';
import { randomStream } from './random/random-stream.ts';

/** A clock that runs only when somebody sleeps or says so. */
class ManualClock implements Clock {
  now = 0;
  readonly sleeps: number[] = [];

  nowMs(): number {
    return this.now;
  }

  sleep(ms: number): Promise<void> {
    this.sleeps.push(ms);
    this.now += ms;
    return Promise.resolve();
  }
}

/** Takes what is due until so much time has passed; `busyMs` after each take. */
async function take(options: {
  perSecond: number;
  forMs: number;
  busyMs?: number;
  poisson?: boolean;
}): Promise<number[]> {
  const clock = new ManualClock();
  const stop = new AbortController();
  const random = randomStream(1, 'pace')(0);
  const all: number[] = [];
  const { perSecond, poisson = false } = options;
  const signal = stop.signal;
  for await (const due of pace({ perSecond, signal, clock, ...(poisson ? { random } : {}) })) {
    all.push(due);
    clock.now += options.busyMs ?? 0;
    if (clock.now >= options.forMs) stop.abort();
  }
  return all;
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

describe('pace', () => {
  it('yields one at a time at a low rate', async () => {
    expect(await take({ perSecond: 2, forMs: 2_500 })).toEqual([1, 1, 1, 1, 1]);
  });

  it('yields groups at a high rate, and as many in all as the rate says', async () => {
    const all = await take({ perSecond: 8_000, forMs: 10_000 });
    expect(sum(all)).toBe(80_000);
    expect(all.length).toBe(1_000);
  });

  it('does not drift when the taker is slow', async () => {
    const slowness = fc.double({ min: 0, max: 900, noNaN: true });
    await fc.assert(
      fc.asyncProperty(slowness, async (busyMs) => {
        const all = await take({ perSecond: 100, forMs: 60_000, busyMs });
        expect(Math.abs(sum(all) - 6_000)).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('makes up for at most a second after a pause', async () => {
    const all = await take({ perSecond: 100, forMs: 7_200_000, busyMs: 3_600_000 });
    expect(all).toEqual([1, 101]);
  });

  it('varies the gaps when given random numbers, at the same mean rate', async () => {
    const all = await take({ perSecond: 20, forMs: 500_000, poisson: true });
    // A Poisson process: 10,000 expected, standard deviation 100.
    expect(Math.abs(sum(all) - 10_000)).toBeLessThan(400);
    expect(new Set(all).size).toBeGreaterThan(1);
  });

  it.each([undefined, () => 0])('is silent at rate 0 until it is stopped', async (random) => {
    const stop = new AbortController();
    const ended = pace({ perSecond: 0, signal: stop.signal, ...(random && { random }) }).next();
    stop.abort();
    expect(await ended).toEqual({ done: true, value: undefined });
  });

  it('ends at once when it is stopped while nothing is due', async () => {
    const stop = new AbortController();
    const ended = pace({ perSecond: 0.001, signal: stop.signal }).next();
    stop.abort();
    expect(await ended).toEqual({ done: true, value: undefined });
  });

  it.each([-1, Number.NaN, Infinity, 1_000_001])('refuses %p a second', async (perSecond) => {
    const { signal } = new AbortController();
    await expect(pace({ perSecond, signal }).next()).rejects.toThrow(`perSecond is ${perSecond};`);
  });
});

describe('systemClock', () => {
  it('wakes from a sleep when the time has come', async () => {
    const before = systemClock.nowMs();
    await systemClock.sleep(2, new AbortController().signal);
    expect(systemClock.nowMs()).toBeGreaterThan(before);
  });

  it('does not sleep once it is told to stop', async () => {
    await systemClock.sleep(60_000, AbortSignal.abort());
  });
});
