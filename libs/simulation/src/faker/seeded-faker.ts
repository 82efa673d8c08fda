import type { Faker } from '@faker-js/faker';
import { faker as english } from '@faker-js/faker/locale/en';
import type { Random } from '../random/random-stream.ts';

/** Runs `make` with a Faker whose every choice comes from `random`. */
export type SeededFaker = <T>(random: Random, make: (faker: Faker) => T) => T;

/**
 * A Faker of its own that takes its random numbers from whoever asks. Faker's own `seed` does the
 * same but prepares a Mersenne Twister each time, which takes longer than a whole status.
 */
export function createSeededFaker(): SeededFaker {
  let current: Random = Math.random;
  // The class comes from an instance because the package's main entry, where it is exported, loads
  // the words of every language.
  const FakerClass = english.constructor as typeof Faker;
  const faker = new FakerClass({
    locale: english.rawDefinitions,
    randomizer: { next: () => current(), seed: () => undefined },
  });
  return (random, make) => {
    current = random;
    return make(faker);
  };
}
