import { chance, shuffled } from '../random/choices.ts';
import { randomStream } from '../random/random-stream.ts';

/** A user who leaves, or who comes back with a tweet, at some step. */
export interface Turn {
  readonly type: 'leaves' | 'returns';
  readonly user: number;
}

export interface Absences {
  /** What the plan has for this step; nothing for most. */
  at(step: number): Turn | undefined;
  /** Whether the user left before this step and has not come back before it. */
  isAway(user: number, step: number): boolean;
}

/** Somebody leaves, or comes back from a long absence, once in so many steps. */
const SLOT_STEPS = 200;
/** A short absence ends so many slots later, unless there are fewer users to leave. */
const SHORT_ABSENCE_SLOTS = 5;
/** The share of users who stay away until their next turn. */
const LONG_ABSENCES = 0.1;
/** The first few users, the celebrities, never leave: their ids are the ones people try. */
const MOST_CELEBRITIES = 10;

/**
 * A plan of who is away when, computed rather than remembered. Time is cut into slots; each slot
 * is the turn of one user, round and round in a shuffled order. On even turns users leave, for
 * short or for long; on odd ones those who left for long come back and the others leave for short.
 *
 * @param users how many there are, numbered from 0, most popular first; all are there until step
 *   `users`, by when each has been introduced
 */
export function planAbsences(seed: number, users: number): Absences {
  const celebrities = Math.min(MOST_CELEBRITIES, Math.ceil(users / 10));
  const leavers = users - celebrities;
  const order = shuffled(randomStream(seed, 'leavers')(0), range(celebrities, users));
  const position = new Map(order.map((user, index) => [user, index]));
  const shortSlots = Math.min(SHORT_ABSENCE_SLOTS, leavers);
  const lengths = randomStream(seed, 'absences');

  const userOf = (slot: number) => order[slot % leavers] as number;
  const isOddTurn = (slot: number) => Math.floor(slot / leavers) % 2 === 1;
  const isLong = (slot: number) => !isOddTurn(slot) && chance(lengths(slot), LONG_ABSENCES);
  const leaves = (slot: number) => !(isOddTurn(slot) && isLong(slot - leavers));
  const turn = (slot: number): Turn => ({
    type: leaves(slot) ? 'leaves' : 'returns',
    user: userOf(slot),
  });
  // Within a slot, returns are in the middle and turns at the end, so they never meet.
  const returnOffset = (slot: number) => (slot + shortSlots) * SLOT_STEPS + SLOT_STEPS / 2;

  return {
    at: (step) => {
      const offset = step - users;
      if (offset < 0 || leavers === 0) return undefined;
      const slot = Math.floor(offset / SLOT_STEPS);
      if (offset % SLOT_STEPS === SLOT_STEPS - 1) return turn(slot);
      const left = slot - shortSlots;
      const comesBack = left >= 0 && returnOffset(left) === offset && leaves(left) && !isLong(left);
      return comesBack ? { type: 'returns', user: userOf(left) } : undefined;
    },
    isAway: (user, step) => {
      const offset = step - users;
      const first = position.get(user);
      const lastSlot = Math.floor(offset / SLOT_STEPS) - 1;
      if (first === undefined || lastSlot < first) return false;
      const slot = lastSlot - ((lastSlot - first) % leavers);
      return leaves(slot) && (isLong(slot) || offset <= returnOffset(slot));
    },
  };
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}
