import type { Random } from './random-stream.ts';

/** True with this probability, from 0 (never) to 1 (always). */
export function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

/** A whole number from 0 up to but not including `end`, each as likely. */
export function below(random: Random, end: number): number {
  return Math.floor(random() * end);
}

/** One of the items, each as likely. */
export function oneOf<T>(random: Random, items: readonly [T, ...T[]]): T;
export function oneOf<T>(random: Random, items: readonly T[]): T | undefined;
export function oneOf<T>(random: Random, items: readonly T[]): T | undefined {
  return items[below(random, items.length)];
}

/** One of the items, as likely as its weight says; undefined when no weight is above 0. */
export function weighted<T>(
  random: Random,
  items: readonly (readonly [T, number])[],
): T | undefined {
  let rest = random() * items.reduce((total, [, weight]) => total + weight, 0);
  return items.find(([, weight]) => (rest -= weight) < 0)?.[0];
}

/**
 * A rank from 0 up to but not including `count`, small ones the likeliest: rank r about in
 * proportion to 1 / (r + 1)^exponent, as in Zipf's law. One step whatever the count: the inverse
 * of the distribution function of the continuous power law, rounded down.
 *
 * @param exponent above 0; 1 gives a thousand users a top one with a tenth of everything
 */
export function zipf(random: Random, count: number, exponent = 1): number {
  const u = random();
  const end = count + 1;
  const x =
    exponent === 1 ? end ** u : (1 + u * (end ** (1 - exponent) - 1)) ** (1 / (1 - exponent));
  return Math.min(Math.floor(x) - 1, count - 1);
}

/** The items in random order, by Fisher and Yates's shuffle. The given array is not changed. */
export function shuffled<T>(random: Random, items: Iterable<T>): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = below(random, i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}
