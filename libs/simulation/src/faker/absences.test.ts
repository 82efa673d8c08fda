import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planAbsences } from './absences.ts';

const anyUsers = fc.integer({ min: 1, max: 60 });

describe('planAbsences', () => {
  it('has everybody back before they leave again, and leave only when they are there', () => {
    fc.assert(
      fc.property(fc.integer(), anyUsers, (seed, users) => {
        const plan = planAbsences(seed, users);
        const away = new Set<number>();
        for (let step = 0; step < 450 * users; step++) {
          const turn = plan(step);
          if (turn?.type === 'leaves') expect(away.has(turn.user)).toBe(false);
          if (turn?.type === 'leaves') away.add(turn.user);
          if (turn?.type === 'returns') expect(away.delete(turn.user)).toBe(true);
        }
      }),
    );
  });

  it('gives everybody a turn but the first few, and nobody before all are introduced', () => {
    fc.assert(
      fc.property(fc.integer(), anyUsers, (seed, users) => {
        const plan = planAbsences(seed, users);
        const steps = Array.from({ length: 201 * users }, (_, step) => step);
        const leavers = steps.filter((step) => plan(step)?.type === 'leaves');
        const celebrities = Math.ceil(users / 10);
        expect(new Set(leavers.map((step) => plan(step)?.user)).size).toBe(users - celebrities);
        expect(Math.min(Infinity, ...leavers)).toBeGreaterThanOrEqual(users);
      }),
      { numRuns: 20 },
    );
  });
});
