import { below } from '../random/choices.ts';
import { IndexedSet } from '../random/indexed-set.ts';
import type { Random } from '../random/random-stream.ts';
import { WeightedSet } from '../random/weighted-set.ts';
import { Edges } from './edges.ts';

export interface FollowPair {
  readonly followerId: string;
  readonly followeeId: string;
}

export interface FollowGraphOptions {
  /**
   * What makes users attractive. `attachment`, the default: the followers they have, so that few
   * become celebrities. `reported`: the followers that they lack of what their source reports, so
   * that the counts approach the reported ones.
   */
  readonly steerTo?: 'attachment' | 'reported';
}

/** Random tries to find a new follower, before going through the users one by one. */
const FOLLOWER_TRIES = 8;
/** Random tries to find a follow between two known users. */
const UNFOLLOW_TRIES = 16;

/**
 * Who follows whom, and who might next. Choices are made among the known users and change nothing:
 * whoever makes one carries it out, and then tells with `follow` or `unfollow`. Each call takes
 * logarithmic time, but for a choice of follower for somebody whom nearly everybody follows.
 *
 * @see Barabási and Albert, "Emergence of Scaling in Random Networks", 1999, for attachment
 */
export class FollowGraph {
  readonly #steerTo: 'attachment' | 'reported';
  readonly #users = new IndexedSet<string>();
  readonly #reported = new Map<string, number>();
  readonly #follows = new Edges();
  /** The known users by how attractive they are. */
  readonly #attraction = new WeightedSet<string>();
  /** The known users by how many followers they have beyond those reported, if there are any. */
  readonly #surplus = new WeightedSet<string>();
  /** Those whom every other known user follows. */
  readonly #saturated = new Set<string>();

  constructor(options: FollowGraphOptions = {}) {
    this.#steerTo = options.steerTo ?? 'attachment';
  }

  get followCount(): number {
    return this.#follows.size;
  }

  get userCount(): number {
    return this.#users.size;
  }

  hasUser(userId: string): boolean {
    return this.#users.has(userId);
  }

  follows(followerId: string, followeeId: string): boolean {
    return this.#follows.has(followerId, followeeId);
  }

  followerCount(userId: string): number {
    return this.#follows.count(userId);
  }

  /** Makes a user known; one that is known already stays so. */
  addUser(userId: string): void {
    if (!this.#users.add(userId)) return;
    this.#weigh(userId);
    // Whoever everybody followed can now be followed by one more.
    for (const saturated of this.#saturated) this.#desaturate(saturated);
  }

  /** The user takes no more part in choices; follows from and to them stay until `unfollow`. */
  removeUser(userId: string): void {
    this.#users.delete(userId);
    this.#saturated.delete(userId);
    this.#weigh(userId);
  }

  /** How many followers the source says that a user has, known or not; null if it does not say. */
  setReportedFollowers(userId: string, count: number | null): void {
    if (count === null) this.#reported.delete(userId);
    else this.#reported.set(userId, count);
    this.#weigh(userId);
  }

  /** False, and nothing changed, if it is so already. */
  follow(followerId: string, followeeId: string): boolean {
    const added = this.#follows.add(followerId, followeeId);
    if (added) this.#weigh(followeeId);
    return added;
  }

  /** False, and nothing changed, if it is not so. */
  unfollow(followerId: string, followeeId: string): boolean {
    const deleted = this.#follows.delete(followerId, followeeId);
    if (deleted) this.#desaturate(followeeId);
    return deleted;
  }

  /**
   * A new follow between two different known users: the followee as likely as attractive, the
   * follower any of those that do not follow yet. Undefined when nobody can be followed, or when
   * steering and everybody has the followers that were reported.
   */
  chooseFollow(random: Random): FollowPair | undefined {
    for (;;) {
      const followeeId = this.#attraction.pick(random);
      if (followeeId === undefined) return undefined;
      const followerId = this.#chooseFollower(followeeId, random);
      if (followerId !== undefined) return { followerId, followeeId };
      this.#saturated.add(followeeId);
      this.#weigh(followeeId);
    }
  }

  /**
   * An existing follow between known users: when steering, of those who have more followers than
   * reported while there are any; else each follow is as likely. Undefined when none was found.
   */
  chooseUnfollow(random: Random): FollowPair | undefined {
    for (let tries = 0; tries < UNFOLLOW_TRIES; tries++) {
      const popular = this.#steerTo === 'reported' ? this.#surplus.pick(random) : undefined;
      const edge =
        popular === undefined ? this.#follows.pick(random) : this.#follows.pickTo(popular, random);
      if (edge === undefined) return undefined;
      const { source: followerId, target: followeeId } = edge;
      if (this.#users.has(followerId) && this.#users.has(followeeId)) {
        return { followerId, followeeId };
      }
    }
    return undefined;
  }

  #chooseFollower(followeeId: string, random: Random): string | undefined {
    const canFollow = (userId: string) =>
      userId !== followeeId && !this.#follows.has(userId, followeeId);
    const count = this.#users.size;
    for (let tries = 0; tries < FOLLOWER_TRIES; tries++) {
      const userId = this.#users.pick(random) as string;
      if (canFollow(userId)) return userId;
    }
    const start = below(random, count);
    for (let offset = 0; offset < count; offset++) {
      const userId = this.#users.at((start + offset) % count) as string;
      if (canFollow(userId)) return userId;
    }
    return undefined;
  }

  #desaturate(userId: string): void {
    this.#saturated.delete(userId);
    this.#weigh(userId);
  }

  #weigh(userId: string): void {
    if (!this.#users.has(userId)) {
      this.#attraction.delete(userId);
      this.#surplus.delete(userId);
      return;
    }
    const followers = this.#follows.count(userId);
    // Who has no reported count, such as a user made by a command, wants one follower more.
    const reported = this.#reported.get(userId) ?? followers + 1;
    const lacking = Math.max(0, reported - followers);
    const attraction = this.#steerTo === 'reported' ? lacking : followers + 1;
    this.#attraction.set(userId, this.#saturated.has(userId) ? 0 : attraction);
    this.#surplus.set(userId, Math.max(0, followers - reported));
  }
}
