import {
  AlreadySoError,
  checkId,
  UnknownEntityError,
  UnusableRecordError,
} from '@user-information/entity-service';
import type { Change } from '@user-information/entity-service';
import type { Status, Tweet } from '@user-information/schemas';

/** Ids that are known; a table is one. */
export interface Known {
  has(id: string): boolean;
}

/**
 * What a status says of tweets. A tweet does not change, so one that is known already, as when X
 * sends it twice, says nothing; nor does the deletion of one that is not known.
 */
export function tweetOfStatus(tweets: Known, status: Status): readonly Change<Tweet>[] {
  if (status.type === 'userLeft') return [];
  const tweetId = checkId('tweetId', status.tweetId);
  const isKnown = tweets.has(tweetId);
  if (status.type === 'tweetDeleted') return isKnown ? [{ key: tweetId, value: null }] : [];

  const userId = checkId('userId', status.userId);
  const { text, createdAt } = status;
  if (text === null || createdAt === null) {
    const missing = text === null ? 'text' : 'createdAt';
    throw new UnusableRecordError(`The tweet ${tweetId} has no ${missing}; a tweet must have one.`);
  }
  return isKnown ? [] : [{ key: tweetId, value: { tweetId, userId, text, createdAt } }];
}

/** A tweet by a user who is there. */
export function createTweet(tweets: Known, users: Known, tweet: Tweet): Change<Tweet> {
  const { tweetId, userId } = tweet;
  if (!users.has(userId)) throw new UnknownEntityError('user', userId);
  if (tweets.has(tweetId)) {
    throw new AlreadySoError(`There is a tweet ${JSON.stringify(tweetId)} already; send it again.`);
  }
  return { key: tweetId, value: tweet };
}

export function deleteTweet(tweets: Known, tweetId: string): Change<Tweet> {
  if (!tweets.has(tweetId)) throw new UnknownEntityError('tweet', tweetId);
  return { key: tweetId, value: null };
}
