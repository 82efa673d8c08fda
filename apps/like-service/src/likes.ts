import { AlreadySoError, UnknownEntityError } from '@user-information/entity-service';
import type { Change } from '@user-information/entity-service';
import type { Like } from '@user-information/schemas';
import type { LikePair } from '@user-information/simulation';
import { likeIdOf } from './like-memory.ts';

/** Who there is, which tweets there are, and who likes which; a `LikeGraph` is one. */
export interface Known {
  hasUser(userId: string): boolean;
  hasTweet(tweetId: string): boolean;
  likes(userId: string, tweetId: string): boolean;
}

/** A user who is there, and a tweet that is there and not liked yet; createdAt in ms since 1970 UTC. */
export function like(known: Known, pair: LikePair, createdAt: number): Change<Like> {
  const { userId, tweetId } = pair;
  if (!known.hasUser(userId)) throw new UnknownEntityError('user', userId);
  if (!known.hasTweet(tweetId)) throw new UnknownEntityError('tweet', tweetId);
  if (known.likes(userId, tweetId)) {
    throw new AlreadySoError(`${JSON.stringify(userId)} likes ${JSON.stringify(tweetId)} already.`);
  }
  const likeId = likeIdOf(pair);
  return { key: likeId, value: { likeId, userId, tweetId, createdAt } };
}

/**
 * A like that is there. It stays when its user leaves or its tweet is deleted, until it is taken
 * back: what a user liked is the user's to say.
 */
export function unlike(known: Known, pair: LikePair): Change<Like> {
  const likeId = likeIdOf(pair);
  if (!known.likes(pair.userId, pair.tweetId)) throw new UnknownEntityError('like', likeId);
  return { key: likeId, value: null };
}
