import { below } from '../random/choices.ts';
import { randomStream } from '../random/random-stream.ts';
import type { Author } from '../status.ts';
import { createProfiles } from './profiles.ts';

/** The author as a tweet at this step shows them. */
export type Authors = (user: number, step: number) => Author;

/** On average a user edits their profile once in this many steps for each user. */
const STEPS_PER_EDIT_AND_USER = 20;
/** The most popular user is followed by this share of all; the next ones by a power law. */
const TOP_FOLLOWERS = 0.8;
const FOLLOWERS_EXPONENT = 0.8;
/** A reported count wavers by up to this share from one revision to the next. */
const FOLLOWERS_WAVER = 0.06;
const MOST_CACHED = 10_000;

/**
 * Authors as a pure function of seed, user and step. Each user edits their profile from time to
 * time, at times of their own; about one tweet in twenty shows an edit. Follower counts are skewed
 * and can be reached: nobody reports more followers than there are other users.
 */
export function createAuthors(seed: number, users: number): Authors {
  const profiles = createProfiles(seed);
  const starts = randomStream(seed, 'first edits');
  const wavers = randomStream(seed, 'follower counts');
  const editSteps = STEPS_PER_EDIT_AND_USER * users;
  const cache = new Map<number, { revision: number; author: Author }>();

  const followerCount = (user: number, revision: number) => {
    const usual = (TOP_FOLLOWERS * (users - 1)) / (user + 1) ** FOLLOWERS_EXPONENT;
    const waver = (wavers(user + revision * users)() - 0.5) * FOLLOWERS_WAVER;
    return Math.round(usual * (1 + waver));
  };

  return (user, step) => {
    const revision = Math.floor((step + below(starts(user), editSteps)) / editSteps);
    const cached = cache.get(user);
    if (cached?.revision === revision) return cached.author;
    const author = Object.freeze({
      ...profiles(user, revision),
      followerCount: followerCount(user, revision),
    });
    if (cache.size >= MOST_CACHED) cache.clear();
    cache.set(user, { revision, author });
    return author;
  };
}
