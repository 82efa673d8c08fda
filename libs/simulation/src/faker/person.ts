import type { Faker } from '@faker-js/faker';
import { presentable } from './presentable.ts';

/** What stays as it is when a user edits their profile. */
export interface Person {
  readonly name: string;
  readonly username: string;
  /** Their site's host name, below `.example`, which is reserved and leads nowhere. */
  readonly host: string;
  readonly joinedDate: number;
}

const FIRST_JOINED_MS = Date.UTC(2007, 0, 1);
const LAST_JOINED_MS = Date.UTC(2024, 0, 1);
/** On X a user name has at most 15 letters, digits and underscores. */
const USERNAME_LENGTH = 15;

/** @param number the user's own number, which makes the user name unique */
export function createPerson(faker: Faker, number: number): Person {
  const first = presentable(() => faker.person.firstName());
  const last = presentable(() => faker.person.lastName());
  const suffix = String(number);
  // A user name has no digits but its suffix, so two users' names never run into each other.
  const letters = `${first}_${last}`.toLowerCase().replaceAll(/[^a-z_]/g, '');
  return {
    name: `${first} ${last}`,
    username: letters.slice(0, USERNAME_LENGTH - suffix.length) + suffix,
    host: `${letters.replace('_', '-')}-${suffix}.example`,
    joinedDate:
      faker.number.int({ min: FIRST_JOINED_MS / 1000, max: LAST_JOINED_MS / 1000 }) * 1000,
  };
}

export function createDescription(faker: Faker): string {
  return `${faker.person.jobTitle()}. ${faker.company.catchPhrase()}.`;
}

export function createLocation(faker: Faker): string {
  return presentable(() => faker.helpers.arrayElement(cityNames(faker)));
}

/** Real cities: those that Faker composes of first names are not always fit for the stage. */
function cityNames(faker: Faker): readonly string[] {
  return faker.definitions.location.city_name;
}
