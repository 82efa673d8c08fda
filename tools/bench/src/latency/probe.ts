import { setTimeout as delay } from 'node:timers/promises';
import type { UserInformation } from '@user-information/schemas';
import type { Client } from 'undici';
import type { BenchLog } from '../workload/bench-log.ts';
import { makeUser } from '../workload/users.ts';

const pollMs = 1;
const limitMs = 30_000;
const userId = '999000999';

/** What is changed and then looked for. Counts take one topic more than profiles: they are re-keyed. */
export type ProbeKind = 'profile' | 'count';

/** Changes a user of its own, and tells how long it takes until the change is served. */
export class Probe {
  readonly #bench: BenchLog;
  readonly #client: Client;
  #revision = 0;
  #tweetCount = 0;

  constructor(bench: BenchLog, client: Client) {
    this.#bench = bench;
    this.#client = client;
  }

  /** From the call of append to the end of the first answer that has it, in milliseconds. */
  async measureMs(kind: ProbeKind): Promise<number> {
    return kind === 'profile' ? this.#changeProfile() : this.#addTweet();
  }

  async #changeProfile(): Promise<number> {
    this.#revision += 1;
    const user = makeUser(userId, this.#revision);
    const startAtMs = performance.now();
    await this.#bench.log.append([this.#bench.writers.users.put(userId, user)]);
    await this.#untilServed(({ name }) => name === user.name);
    return performance.now() - startAtMs;
  }

  async #addTweet(): Promise<number> {
    this.#tweetCount += 1;
    const tweetId = `probe-${this.#tweetCount}`;
    const tweet = { tweetId, userId, text: 'Is it there?', createdAt: Date.now() };
    const startAtMs = performance.now();
    await this.#bench.log.append([this.#bench.writers.tweets.put(tweetId, tweet)]);
    await this.#untilServed(({ tweetCount }) => tweetCount === this.#tweetCount);
    return performance.now() - startAtMs;
  }

  async #untilServed(isNew: (answer: UserInformation) => boolean): Promise<void> {
    const deadlineMs = performance.now() + limitMs;
    while (performance.now() < deadlineMs) {
      const { statusCode, body } = await this.#client.request({
        method: 'GET',
        path: `/users/${userId}`,
      });
      const answer = (await body.json()) as UserInformation;
      if (statusCode === 200 && isNew(answer)) return;
      await delay(pollMs);
    }
    throw new Error(`A change of user ${userId} was not served within ${limitMs} ms.`);
  }
}
