import type { Faker } from '@faker-js/faker';
import { weighted } from '../random/choices.ts';
import { randomStream } from '../random/random-stream.ts';
import { createSeededFaker } from './seeded-faker.ts';

type Template = (faker: Faker) => string;

const TEMPLATES: readonly (readonly [Template, number])[] = [
  [(faker) => faker.hacker.phrase(), 3],
  [(faker) => `Our secret? ${faker.company.catchPhrase()}.`, 2],
  [(faker) => `Shipped today: ${faker.company.catchPhrase()} 🚀`, 3],
  [(faker) => `Time to ${faker.company.buzzPhrase()}!`, 2],
  [(faker) => `My talk on how to ${faker.company.buzzPhrase()} is online.`, 2],
  [(faker) => `Still debugging the ${faker.hacker.adjective()} ${faker.hacker.noun()}…`, 3],
  [
    (faker) => `Nobody told me the ${faker.hacker.abbreviation()} needs a ${faker.hacker.noun()}.`,
    2,
  ],
];

/**
 * What is tweeted at a step, as a pure function of seed and step. Faker's technical words only:
 * its Latin and its dictionary have some that nobody wants to see on a projector.
 */
export function createTexts(seed: number): (step: number) => string {
  const withFaker = createSeededFaker();
  const texts = randomStream(seed, 'texts');
  return (step) => {
    const random = texts(step);
    const template = weighted(random, TEMPLATES) as Template;
    return upper(withFaker(random, template));
  };
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
