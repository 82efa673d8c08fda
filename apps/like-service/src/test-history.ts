import type { Said, ServiceBench } from '@user-information/entity-service/testing';
import { topics } from '@user-information/schemas';
import type { Like } from '@user-information/schemas';
import { testUser } from '@user-information/schemas/testing';

/**
 * Who likes what, by the records of `likes` alone.
 *
 * @returns the likes that are, and the keys of records that said what was so already
 */
export function replayLikes(records: readonly Said<Like>[]) {
  const likes = new Set<string>();
  const repeats: string[] = [];
  for (const { key, value } of records) {
    const isRepeat = likes.has(key) === (value !== null);
    if (isRepeat) repeats.push(key);
    if (value === null) likes.delete(key);
    else likes.add(key);
  }
  return { likes, repeats };
}

/** Publishes users with nothing to tell, as user-service would. */
export async function join(bench: ServiceBench, ...userIds: string[]): Promise<void> {
  for (const userId of userIds) {
    await bench.publish(topics.users, userId, testUser(userId));
  }
}

/** Publishes tweets by `ada`, as tweet-service would. */
export async function tweet(bench: ServiceBench, ...tweetIds: string[]): Promise<void> {
  for (const tweetId of tweetIds) {
    await bench.publish(topics.tweets, tweetId, {
      tweetId,
      userId: 'ada',
      text: 'Hi',
      createdAt: 1,
    });
  }
}
