import { createHash } from 'node:crypto';

/** Numbers from 0 up to but not including 1, one a call, as `Math.random` gives them. */
export type Random = () => number;

/** The random numbers of one step. Equal steps get equal numbers, whenever and wherever asked. */
export type RandomStream = (step: number) => Random;

/** As many rounds as PractRand's own seeding runs before the first number of sfc32 is used. */
const WARM_UP_ROUNDS = 15;

/**
 * Random numbers as a pure function of (seed, label, step): a process that counts its steps can
 * stop and go on as if it had never stopped, and two labels never share their numbers.
 *
 * @param step a whole number from 0 to 2^53 - 1
 */
export function randomStream(seed: number, label: string): RandomStream {
  const digest = createHash('sha256').update(`${seed}:${label}`).digest();
  const [a, b, c] = [digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8)];
  return (step) => sfc32(a ^ (step | 0), b ^ Math.floor(step / 2 ** 32), c);
}

/**
 * Chris Doty-Humphrey's Small Fast Counter, 32 bits (sfc32 of PractRand): 128 bits of state, and
 * after its warm-up rounds seeds that differ in one bit have nothing in common.
 */
function sfc32(seedA: number, seedB: number, seedC: number): Random {
  let [a, b, c, counter] = [seedA, seedB, seedC, 1];
  const next32 = () => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round++) next32();
  // 53 bits, all that a number between 0 and 1 can hold.
  return () => ((next32() >>> 5) * 2 ** 26 + (next32() >>> 6)) / 2 ** 53;
}
