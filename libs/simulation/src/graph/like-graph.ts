import { weighted } from '../random/choices.ts';
import { IndexedSet } from '../random/indexed-set.ts';
import type { Random } from '../random/random-stream.ts';
import { Edges } from './edges.ts';
import { RecentSet } from './recent-set.ts';

export interface LikePair {
  readonly userId: string;
  readonly tweetId: string;
}

export interface LikeGraphOptions {
  /** Only so many of the newest tweets are likely to be liked. Default 10,000. */
  readonly recentTweets?: number;
}

const DEFAULT_RECENT_TWEETS = 10_000;
/** So many recent tweets compete for a like; that of the most liked author is likely to get it. */
const CANDIDATES = 4;
/** Random tries to find a tweet and somebody who does not like it yet, or who does. */
const TRIES = 16;

/**
 * Who likes which tweet, and who might like one next. Choices are made among the known users and
 * tweets and change nothing: whoever makes one carries it out, and then tells with `like` or
 * `unlike`. Each call takes logarithmic time.
 */
export class LikeGraph {
  readonly #users = new IndexedSet<string>();
  /** The author of each known tweet. */
  readonly #authors = new Map<string, string>();
  readonly #recent: RecentSet<string>;
  readonly #likes = new Edges();
  /** How many likes the known tweets of an author have. */
  readonly #popularity = new Map<string, number>();

  constructor(options: LikeGraphOptions = {}) {
    this.#recent = new RecentSet(options.recentTweets ?? DEFAULT_RECENT_TWEETS);
  }

  get likeCount(): number {
    return this.#likes.size;
  }

  hasUser(userId: string): boolean {
    return this.#users.has(userId);
  }

  hasTweet(tweetId: string): boolean {
    return this.#authors.has(tweetId);
  }

  likes(userId: string, tweetId: string): boolean {
    return this.#likes.has(userId, tweetId);
  }

  /** How many likes the known tweets of a user have. */
  popularity(authorId: string): number {
    return this.#popularity.get(authorId) ?? 0;
  }

  addUser(userId: string): void {
    this.#users.add(userId);
  }

  /** The user likes nothing more; likes that they gave stay until `unlike`. */
  removeUser(userId: string): void {
    this.#users.delete(userId);
  }

  /** Makes a tweet known, as the newest; one that is known keeps its place and its author. */
  addTweet(tweetId: string, authorId: string): void {
    if (this.#authors.has(tweetId)) return;
    this.#authors.set(tweetId, authorId);
    this.#recent.add(tweetId);
    this.#addPopularity(tweetId, this.#likes.count(tweetId));
  }

  /** The tweet is liked no more; likes that it has stay until `unlike`. */
  removeTweet(tweetId: string): void {
    this.#addPopularity(tweetId, -this.#likes.count(tweetId));
    this.#authors.delete(tweetId);
    this.#recent.delete(tweetId);
  }

  /** False, and nothing changed, if it is so already. */
  like(userId: string, tweetId: string): boolean {
    const added = this.#likes.add(userId, tweetId);
    if (added) this.#addPopularity(tweetId, 1);
    return added;
  }

  /** False, and nothing changed, if it is not so. */
  unlike(userId: string, tweetId: string): boolean {
    const deleted = this.#likes.delete(userId, tweetId);
    if (deleted) this.#addPopularity(tweetId, -1);
    return deleted;
  }

  /**
   * A new like: of a recent tweet, likely by a popular author, by any user who does not like it
   * yet. Undefined when there is none, or so few that none was found.
   */
  chooseLike(random: Random): LikePair | undefined {
    for (let tries = 0; tries < TRIES; tries++) {
      const tweetId = this.#chooseTweet(random);
      const userId = this.#users.pick(random);
      if (tweetId === undefined || userId === undefined) return undefined;
      if (!this.#likes.has(userId, tweetId)) return { userId, tweetId };
    }
    return undefined;
  }

  /** An existing like of a known tweet by a known user; undefined when none was found. */
  chooseUnlike(random: Random): LikePair | undefined {
    for (let tries = 0; tries < TRIES; tries++) {
      const edge = this.#likes.pick(random);
      if (edge === undefined) return undefined;
      const { source: userId, target: tweetId } = edge;
      if (this.#users.has(userId) && this.#authors.has(tweetId)) return { userId, tweetId };
    }
    return undefined;
  }

  /** Weighs a few recent tweets against each other: recency draws them, popularity decides. */
  #chooseTweet(random: Random): string | undefined {
    const candidates: [string, number][] = [];
    for (let drawn = 0; drawn < CANDIDATES; drawn++) {
      const tweetId = this.#recent.pick(random);
      if (tweetId === undefined) return undefined;
      candidates.push([tweetId, 1 + this.popularity(this.#authors.get(tweetId) as string)]);
    }
    return weighted(random, candidates);
  }

  #addPopularity(tweetId: string, likes: number): void {
    const authorId = this.#authors.get(tweetId);
    if (authorId === undefined) return;
    const sum = this.popularity(authorId) + likes;
    if (sum > 0) this.#popularity.set(authorId, sum);
    else this.#popularity.delete(authorId);
  }
}
