import type { Writers } from '@user-information/bench';
import { makeUser, userIdOf } from '@user-information/bench';
import type { NewRecord } from '@user-information/event-log';
import type { Row } from '@user-information/harness';
import type { User, UserInformation } from '@user-information/schemas';
import type { Random } from '@user-information/simulation';
import { zipf } from '@user-information/simulation';

/** Where a change is written: to the topic of the view, or to the one that the join makes it from. */
export type WrittenTo = 'user-information' | 'users';

/** Profiles that change, those of popular users more often than others. Nobody has any count. */
export class ProfileChanges {
  readonly #put: (user: User) => NewRecord;
  readonly #users: number;
  readonly #random: Random;
  #count = 0;

  constructor(writers: Writers, to: WrittenTo, users: number, random: Random) {
    this.#put =
      to === 'users'
        ? (user) => writers.users.put(user.userId, user)
        : (user) => writers.userInformation.put(user.userId, asRow(user));
    this.#users = users;
    this.#random = random;
  }

  *everyUser(): Generator<NewRecord> {
    for (let rank = 0; rank < this.#users; rank++) yield this.#put(makeUser(userIdOf(rank)));
  }

  next(): NewRecord {
    this.#count += 1;
    return this.#put(makeUser(userIdOf(zipf(this.#random, this.#users)), this.#count));
  }
}

/** What the view has of every user before the first change, by id. */
export function firstRows(users: number): Map<string, Row> {
  const ids = Array.from({ length: users }, (_, rank) => userIdOf(rank));
  return new Map(ids.map((userId) => [userId, { ...asRow(makeUser(userId)) }]));
}

function asRow(user: User): UserInformation {
  return { ...user, tweetCount: 0, followingCount: 0, followerCount: 0, likeCount: 0 };
}
