import type { NewRecord } from '@user-information/event-log';
import type { Random } from '@user-information/simulation';
import { zipf } from '@user-information/simulation';
import type { Writers } from './bench-log.ts';
import { makeUserInformation, userIdOf } from './users.ts';

/** Rows of the view, as the join publishes them. */
export class ViewUpdates {
  readonly #writer: Writers['userInformation'];
  readonly #users: number;
  readonly #random: Random;
  #count = 0;

  constructor(writers: Writers, users: number, random: Random) {
    this.#writer = writers.userInformation;
    this.#users = users;
    this.#random = random;
  }

  *everyUser(): Generator<NewRecord> {
    for (let rank = 0; rank < this.#users; rank++) yield this.#row(userIdOf(rank), 0);
  }

  /** A new count for someone, a popular user more often than others. */
  next(): NewRecord {
    this.#count += 1;
    return this.#row(userIdOf(zipf(this.#random, this.#users)), this.#count);
  }

  #row(userId: string, tweetCount: number): NewRecord {
    return this.#writer.put(userId, makeUserInformation(userId, tweetCount));
  }
}
