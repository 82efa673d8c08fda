import { shuffled } from '../random/choices.ts';
import { randomStream } from '../random/random-stream.ts';

/** A user who leaves, or who is back with a tweet. */
export interface Turn {
  readonly type: 'leaves' | 'returns';
  readonly user: number;
}

/** Somebody leaves once in so many steps. */
const SLOT_STEPS = 200;
/** Whoever left is back so many slots later at the latest, but sooner where fewer users leave. */
const ABSENCE_SLOTS = 20;
/** The first few users, the celebrities, never leave: their ids are the ones people try. */
const MOST_CELEBRITIES = 10;

/**
 * A plan of who leaves and is back when, computed rather than remembered: one user after the other
 * leaves, in a shuffled order, again and again. Users may tweet, and so return, before their time;
 * they are always back before it is their turn to leave again.
 *
 * @param users how many there are, numbered from 0, most popular first; nobody leaves before step
 *   `users`, by when each has been introduced
 * @returns what the plan has for a step; nothing for most
 */
export function planAbsences(seed: number, users: number): (step: number) => Turn | undefined {
  const celebrities = Math.min(MOST_CELEBRITIES, Math.ceil(users / 10));
  const numbers = Array.from({ length: users }, (_, user) => user);
  const order = shuffled(randomStream(seed, 'leavers')(0), numbers.slice(celebrities));
  const userOf = (slot: number) => order[slot % order.length] as number;
  const absenceSlots = Math.min(ABSENCE_SLOTS, order.length);

  return (step) => {
    if (step < users || order.length === 0) return undefined;
    const slot = Math.floor((step - users) / SLOT_STEPS);
    const position = (step - users) % SLOT_STEPS;
    // Leaving ends a slot and returning halves it, so the two never fall on the same step.
    if (position === SLOT_STEPS - 1) return { type: 'leaves', user: userOf(slot) };
    const left = slot - absenceSlots;
    if (position !== SLOT_STEPS / 2 || left < 0) return undefined;
    return { type: 'returns', user: userOf(left) };
  };
}
