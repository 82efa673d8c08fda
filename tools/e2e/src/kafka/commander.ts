import { setTimeout as delay } from 'node:timers/promises';
import type { Demo } from '@user-information/harness';
import type { Random } from '@user-information/simulation';
import { oneOf, randomStream } from '@user-information/simulation';
import { send } from '../commands.ts';

const everyMs = 200;
/** While the broker is away a command waits: the commander does not. */
const patienceMs = 3_000;
const people = ['eve', 'mal', 'ted', 'amy'] as const;

type Command = () => Promise<{ readonly status: number }>;

/**
 * Gives commands over HTTP as long as it is open: users are deleted and return, follow and unfollow,
 * tweet, like and unlike. Whether a command does anything depends on those before.
 */
export class Commander {
  readonly #demo: Demo;
  readonly #random: Random;
  readonly #stopping = new AbortController();
  readonly #statuses = new Map<number | 'no answer', number>();
  readonly #tweetIds: string[] = [];
  readonly #done: Promise<void>;

  constructor(demo: Demo, seed: number) {
    this.#demo = demo;
    this.#random = randomStream(seed, 'commander')(0);
    this.#done = this.#run();
  }

  /** How many commands got each answer. */
  get statuses(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#statuses);
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const status = await this.#next().then(
        (answer) => answer.status,
        () => 'no answer' as const,
      );
      this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
      await delay(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  #next(): Promise<{ readonly status: number }> {
    const [userId, other] = [oneOf(this.#random, people), oneOf(this.#random, people)];
    const tweetId = oneOf(this.#random, this.#tweetIds) ?? 'none';
    const users = `${this.#demo.service('user-service').url}/users`;
    const tweets = `${this.#demo.service('tweet-service').url}/tweets`;
    const follows = `${this.#demo.service('follow-service').url}/follows`;
    const likes = `${this.#demo.service('like-service').url}/likes`;
    const pair = { followerId: userId, followeeId: other };
    const commands: readonly [Command, ...Command[]] = [
      () => send('POST', users, { userId, username: userId, name: userId }, patienceMs),
      () => send('POST', users, { userId: other, username: other, name: other }, patienceMs),
      () => send('DELETE', `${users}/${userId}`, undefined, patienceMs),
      () => send('POST', follows, pair, patienceMs),
      () => send('DELETE', follows, pair, patienceMs),
      () => this.#tweet(tweets, userId),
      () => send('DELETE', `${tweets}/${tweetId}`, undefined, patienceMs),
      () => send('POST', likes, { userId, tweetId }, patienceMs),
      () => send('DELETE', likes, { userId, tweetId }, patienceMs),
    ];
    return oneOf(this.#random, commands)();
  }

  async #tweet(url: string, userId: string): Promise<{ readonly status: number }> {
    const answer = await send('POST', url, { userId, text: 'so it goes' }, patienceMs);
    if (answer.status === 201) this.#tweetIds.push(String(answer.body['tweetId']));
    return answer;
  }
}
