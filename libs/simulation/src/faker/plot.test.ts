import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planAbsences } from './absences.ts';
import { createPlot, type PlotEvent } from './plot.ts';

/** Follows the events as a reader of the statuses would, and notes what cannot be. */
class Witness {
  readonly present = new Set<number>();
  readonly tweets = new Set<number>();
  readonly deleted = new Set<number>();
  readonly objections: string[] = [];
  leaves = 0;
  returns = 0;
  readonly #users: number;

  constructor(users: number) {
    this.#users = users;
  }

  see(step: number, event: PlotEvent): void {
    if (event.type === 'tweet') {
      if (step >= this.#users && !this.present.has(event.user)) this.returns++;
      this.present.add(event.user);
      this.tweets.add(step);
    } else if (event.type === 'userLeft') {
      if (!this.present.delete(event.user)) this.objections.push(`${step}: left before`);
      this.leaves++;
    } else {
      if (!this.tweets.delete(event.tweetStep)) this.objections.push(`${step}: no such tweet`);
      this.deleted.add(event.tweetStep);
    }
  }
}

describe('createPlot', () => {
  it('makes sense to a reader: only what was said is deleted, only who is there leaves', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 60 }), (seed, users) => {
        const plot = createPlot(seed, users);
        const witness = new Witness(users);
        for (let step = 0; step < 6_000; step++) witness.see(step, plot(step));
        expect(witness.objections).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('introduces the users one by one before anything else happens', () => {
    const plot = createPlot(1, 50);
    const first = Array.from({ length: 50 }, (_, step) => plot(step));
    expect(first).toEqual(Array.from({ length: 50 }, (_, user) => ({ type: 'tweet', user })));
  });

  it('has whoever left tweet when the plan has them back', () => {
    const plot = createPlot(1, 1_000);
    const plan = planAbsences(1, 1_000);
    const steps = Array.from({ length: 10_000 }, (_, step) => step);
    const returns = steps.filter((step) => plan(step)?.type === 'returns');
    expect(returns.length).toBe(25);
    expect(returns.map((step) => plot(step))).toEqual(
      returns.map((step) => ({ type: 'tweet', user: plan(step)?.user })),
    );
  });

  it('tells what happens at a step without having been asked about those before', () => {
    const step = fc.nat(1_000_000);
    fc.assert(
      fc.property(fc.integer(), step, step, (seed, first, second) => {
        const asked = createPlot(seed, 100);
        asked(second);
        expect(asked(first)).toEqual(createPlot(seed, 100)(first));
      }),
    );
  });

  it('has everything happen: many tweet little, few much; some leave, return, delete', () => {
    const plot = createPlot(3, 40);
    const witness = new Witness(40);
    const perUser = new Array<number>(40).fill(0);
    for (let step = 0; step < 40_000; step++) {
      const event = plot(step);
      witness.see(step, event);
      if (event.type === 'tweet') perUser[event.user] = (perUser[event.user] ?? 0) + 1;
    }
    expect(witness.leaves).toBeGreaterThan(150);
    expect(witness.returns).toBeGreaterThan(150);
    expect(witness.deleted.size).toBeGreaterThan(1_000);
    expect(Math.max(...perUser)).toBe(perUser[0]);
    expect((perUser[0] ?? 0) / (perUser[30] ?? 1)).toBeGreaterThan(10);
  });

  it('lets nobody leave who is among the first few', () => {
    const plot = createPlot(1, 1_000);
    const leavers = new Set<number>();
    for (let step = 0; step < 100_000; step++) {
      const event = plot(step);
      if (event.type === 'userLeft') leavers.add(event.user);
    }
    expect(Math.min(...leavers)).toBeGreaterThanOrEqual(10);
  });
});
