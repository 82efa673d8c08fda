import type { NewRecord } from '@user-information/event-log';
import type { Random } from '@user-information/simulation';
import { below, chance, oneOf, weighted, zipf } from '@user-information/simulation';
import type { Writers } from './bench-log.ts';
import { makeUser, userIdOf } from './users.ts';

export interface HistoryOptions {
  readonly users: number;
  /** Begins the ids of tweets, so that two histories on one log share none. */
  readonly prefix: string;
  readonly random: Random;
}

/** How many events in a thousand are of each kind. */
const mix = [
  ['tweets', 300],
  ['follows', 300],
  ['likes', 300],
  ['users', 100],
] as const;
const tombstoneShare = 0.05;

/**
 * What users do, without end: nine events in ten are tweets, follows and likes by users of whom few
 * do much (Zipf's law), one in ten changes a profile. One in twenty takes an earlier one back.
 */
export class History {
  readonly #writers: Writers;
  readonly #options: HistoryOptions;
  readonly #made = { tweets: [] as string[], follows: [] as string[], likes: [] as string[] };
  #count = 0;

  constructor(writers: Writers, options: HistoryOptions) {
    this.#writers = writers;
    this.#options = options;
  }

  *everyUser(): Generator<NewRecord> {
    for (let rank = 0; rank < this.#options.users; rank++) {
      const userId = userIdOf(rank);
      yield this.#writers.users.put(userId, makeUser(userId));
    }
  }

  *events(count: number): Generator<NewRecord> {
    for (let i = 0; i < count; i++) yield this.next();
  }

  next(): NewRecord {
    const { random } = this.#options;
    const topic = weighted(random, mix) ?? 'users';
    const removes = chance(random, tombstoneShare);
    this.#count += 1;
    if (topic === 'users') return this.#profileChange(removes);
    const earlier = removes ? oneOf(random, this.#made[topic]) : undefined;
    return earlier === undefined ? this.#make(topic) : this.#writers[topic].remove(earlier);
  }

  #profileChange(leaves: boolean): NewRecord {
    const { users } = this.#writers;
    const userId = this.#someone();
    return leaves ? users.remove(userId) : users.put(userId, makeUser(userId, this.#count));
  }

  #make(topic: 'tweets' | 'follows' | 'likes'): NewRecord {
    const userId = this.#someone();
    const createdAt = Date.now();
    const known = this.#made[topic];
    if (topic === 'tweets') {
      const tweetId = `${this.#options.prefix}-${this.#count}`;
      known.push(tweetId);
      const text = 'Everything that is served was derived from what happened.';
      return this.#writers.tweets.put(tweetId, { tweetId, userId, text, createdAt });
    }
    if (topic === 'follows') {
      const followeeId = this.#someone();
      const followId = `${userId}-${followeeId}`;
      known.push(followId);
      const follow = { followId, followerId: userId, followeeId, createdAt };
      return this.#writers.follows.put(followId, follow);
    }
    const tweetId = `${this.#options.prefix}-${below(this.#options.random, this.#count)}`;
    const likeId = `${userId}-${tweetId}`;
    known.push(likeId);
    return this.#writers.likes.put(likeId, { likeId, userId, tweetId, createdAt });
  }

  #someone(): string {
    return userIdOf(zipf(this.#options.random, this.#options.users));
  }
}
