import { checkWhole } from '../errors.ts';
import type { Status } from '../status.ts';
import { createAuthors } from './authors.ts';
import { createPlot } from './plot.ts';
import { userIdOf } from './profiles.ts';
import { createTexts } from './texts.ts';

export interface FakerOptions {
  /** A whole number; equal seeds give equal statuses. */
  readonly seed: number;
  /** How many users there are, from 1 to 1,000,000. Default 1,000. */
  readonly users?: number;
}

/**
 * The status of a step.
 *
 * @param step a whole number from 0 on
 * @param createdAtMs when it happens, in milliseconds since 1970: the caller's to say, and the one
 *   thing that does not follow from seed and step
 */
export type FakerStatuses = (step: number, createdAtMs: number) => Status;

const DEFAULT_USERS = 1_000;
const MOST_USERS = 1_000_000;
const FIRST_TWEET_ID = 10_000_000;

/**
 * A made-up X, as a pure function of seed, number of users and step: whoever remembers how many
 * statuses were taken goes on where they stopped. The first `users` statuses introduce the users
 * one by one, the most followed first, with ids from 1001 on; then popular users tweet more than
 * others, users edit their profiles, leave and return, and some tweets are deleted. Tweet ids are
 * unique.
 *
 * @throws SimulationError INVALID_OPTION
 */
export function fakerStatuses(options: FakerOptions): FakerStatuses {
  const users = checkWhole('The number of users', options.users ?? DEFAULT_USERS, 1, MOST_USERS);
  const { MIN_SAFE_INTEGER, MAX_SAFE_INTEGER } = Number;
  const seed = checkWhole('The seed', options.seed, MIN_SAFE_INTEGER, MAX_SAFE_INTEGER);
  const plot = createPlot(seed, users);
  const authors = createAuthors(seed, users);
  const texts = createTexts(seed);

  return (step, createdAt) => {
    const event = plot(step);
    const userId = userIdOf(event.user);
    if (event.type === 'userLeft') {
      return { type: 'userLeft', tweetId: null, userId, text: null, createdAt, author: null };
    }
    if (event.type === 'tweetDeleted') {
      const tweetId = tweetIdOf(event.tweetStep);
      return { type: 'tweetDeleted', tweetId, userId, text: null, createdAt, author: null };
    }
    const author = authors(event.user, step);
    return {
      type: 'tweet',
      tweetId: tweetIdOf(step),
      userId,
      text: texts(step),
      createdAt,
      author,
    };
  };
}

function tweetIdOf(step: number): string {
  return String(FIRST_TWEET_ID + step);
}
