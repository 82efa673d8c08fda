import { below, chance } from '../random/choices.ts';
import { randomStream } from '../random/random-stream.ts';

/** The share of steps that delete an earlier tweet. */
const DELETIONS = 0.03;
/** A tweet is deleted at most twice this many steps after it was issued. */
const BLOCK_STEPS = 128;
/** Odd, hence coprime to the block: multiplying by it permutes the steps of a block. */
const STRIDE = 77;

export interface Deletions {
  /** Whether the plan is to delete something at this step. */
  isPlanned(step: number): boolean;
  /**
   * The step whose tweet this step would delete: one of the block before it, and another for each
   * step, so that nothing is deleted twice. Negative in the first block: nothing to delete.
   */
  target(step: number): number;
}

/** A plan of what is deleted when, computed rather than remembered. */
export function planDeletions(seed: number): Deletions {
  const dice = randomStream(seed, 'deletions');
  const shifts = randomStream(seed, 'deletion targets');
  return {
    isPlanned: (step) => chance(dice(step), DELETIONS),
    target: (step) => {
      const block = Math.floor(step / BLOCK_STEPS);
      const shift = below(shifts(block), BLOCK_STEPS);
      const position = ((step % BLOCK_STEPS) * STRIDE + shift) % BLOCK_STEPS;
      return (block - 1) * BLOCK_STEPS + position;
    },
  };
}
