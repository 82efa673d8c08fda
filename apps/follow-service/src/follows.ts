import {
  AlreadySoError,
  InvalidCommandError,
  UnknownEntityError,
} from '@user-information/entity-service';
import type { Change } from '@user-information/entity-service';
import type { Follow } from '@user-information/schemas';
import type { FollowPair } from '@user-information/simulation';
import { followIdOf } from './follow-memory.ts';

/** Who there is and who follows whom; a `FollowGraph` is one. */
export interface Known {
  hasUser(userId: string): boolean;
  follows(followerId: string, followeeId: string): boolean;
}

/** Two different users of those who are there, not yet following; createdAt in ms since 1970 UTC. */
export function follow(known: Known, pair: FollowPair, createdAt: number): Change<Follow> {
  const { followerId, followeeId } = pair;
  if (followerId === followeeId) {
    throw new InvalidCommandError(
      `followerId and followeeId are both ${JSON.stringify(followerId)}; nobody follows themself.`,
    );
  }
  for (const userId of [followerId, followeeId]) {
    if (!known.hasUser(userId)) throw new UnknownEntityError('user', userId);
  }
  if (known.follows(followerId, followeeId)) {
    throw new AlreadySoError(
      `${JSON.stringify(followerId)} follows ${JSON.stringify(followeeId)} already.`,
    );
  }
  const followId = followIdOf(pair);
  return { key: followId, value: { followId, followerId, followeeId, createdAt } };
}

/** A follow that is there; who left can still be unfollowed, and taken off their follows. */
export function unfollow(known: Known, pair: FollowPair): Change<Follow> {
  const followId = followIdOf(pair);
  if (!known.follows(pair.followerId, pair.followeeId)) {
    throw new UnknownEntityError('follow', followId);
  }
  return { key: followId, value: null };
}
