import { chance } from '../random/choices.ts';
import { type Random, type RandomStream, randomStream } from '../random/random-stream.ts';
import type { Author } from '../status.ts';
import { createDescription, createLocation, createPerson } from './person.ts';
import { createSeededFaker } from './seeded-faker.ts';

/** What an author shows, but for the follower count, which is no part of a profile. */
export type Profile = Omit<Author, 'followerCount'>;

/** The profile of a user, numbered from 0, after so many edits. */
export type Profiles = (user: number, revision: number) => Profile;

/** What users edit, in the order in which they do: each revision changes the next of them. */
const FIELDS = [
  'description',
  'profileImageUrl',
  'location',
  'name',
  'webPageUrl',
  'backgroundImageUrl',
] as const;
type Field = (typeof FIELDS)[number];

/** One state of one field of one user. */
interface Edit {
  /** How often the field was edited before. */
  readonly version: number;
  readonly random: Random;
}

/** Room for one user's versions of a field in the numbering of everybody's. */
const VERSIONS = 2 ** 20;
const NAME_ENDINGS = ['', ' ☕', ' 🚲', ' 🎸', ' 🌱', ' 📚', ' 🏔️', ' 🎹'];
const PAGES = ['', '/blog', '/talks', '/about', '/projects'];

/** Ids are numbers in decimal, as on X; the most popular user's is 1001. */
export function userIdOf(user: number): string {
  return String(1001 + user);
}

/**
 * Profiles as a pure function of seed, user and revision. User names are unique; some fields are
 * null, as on X; images and pages have addresses below `.example`, which is reserved.
 */
export function createProfiles(seed: number): Profiles {
  const withFaker = createSeededFaker();
  const people = randomStream(seed, 'people');
  const streams = Object.fromEntries(
    FIELDS.map((field) => [field, randomStream(seed, `profile ${field}`)]),
  ) as Record<Field, RandomStream>;

  return (user, revision) => {
    const userId = userIdOf(user);
    const person = withFaker(people(user), (faker) => createPerson(faker, user + 1));
    const edit = (field: Field): Edit => {
      const version = versionOf(field, user, revision);
      return { version, random: streams[field](user * VERSIONS + (version % VERSIONS)) };
    };
    const imageUrl = (kind: string, version: number) =>
      `https://images.example/users/${userId}/${kind}-${version + 1}.jpg`;

    return {
      userId,
      username: person.username,
      name: person.name + cyclic(NAME_ENDINGS, edit('name').version),
      description: filled(edit('description'), 0.9, (e) => withFaker(e.random, createDescription)),
      location: filled(edit('location'), 0.75, (e) => withFaker(e.random, createLocation)),
      webPageUrl: filled(
        edit('webPageUrl'),
        0.5,
        (e) => `https://${person.host}${cyclic(PAGES, e.version)}`,
      ),
      joinedDate: person.joinedDate,
      profileImageUrl: filled(edit('profileImageUrl'), 0.95, (e) => imageUrl('profile', e.version)),
      backgroundImageUrl: filled(edit('backgroundImageUrl'), 0.6, (e) =>
        imageUrl('background', e.version),
      ),
    };
  };
}

/** How often a field was changed in so many revisions. Users begin with different fields. */
function versionOf(field: Field, user: number, revision: number): number {
  const lead = (user + FIELDS.length - FIELDS.indexOf(field)) % FIELDS.length;
  return Math.floor((revision + lead) / FIELDS.length);
}

/** Null unless this version of the field is one of the share that are filled in. */
function filled(edit: Edit, share: number, make: (edit: Edit) => string): string | null {
  return chance(edit.random, share) ? make(edit) : null;
}

function cyclic(items: readonly string[], index: number): string {
  return items[index % items.length] as string;
}
