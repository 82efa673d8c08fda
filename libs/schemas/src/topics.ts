import { followSchema } from './generated/follow.ts';
import type { Follow } from './generated/follow.ts';
import { likeSchema } from './generated/like.ts';
import type { Like } from './generated/like.ts';
import { statusSchema } from './generated/status.ts';
import type { Status } from './generated/status.ts';
import { tweetSchema } from './generated/tweet.ts';
import type { Tweet } from './generated/tweet.ts';
import { userInformationSchema } from './generated/user-information.ts';
import type { UserInformation } from './generated/user-information.ts';
import { userSchema } from './generated/user.ts';
import type { User } from './generated/user.ts';
import type { Schema } from './schema.ts';
import type { Topic } from './topic.ts';

const dayMs = 24 * 60 * 60 * 1000;

function changelog<V>(name: string, schema: Schema<V>): Topic<V> {
  return { name, kind: 'changelog', schema };
}

/** The topics that services share. Those inside one application are named by its topology. */
export const topics = {
  /** Keyed by userId. */
  users: changelog<User>('users', userSchema),
  /** Keyed by tweetId. */
  tweets: changelog<Tweet>('tweets', tweetSchema),
  /** Keyed by followId. */
  follows: changelog<Follow>('follows', followSchema),
  /** Keyed by likeId. */
  likes: changelog<Like>('likes', likeSchema),
  /** What the source said. Keyed by tweetId, or by userId where a user left. */
  statuses: {
    name: 'statuses',
    kind: 'record-stream',
    schema: statusSchema,
    retentionMs: dayMs,
  } satisfies Topic<Status>,
  /** The view. Keyed by userId. */
  userInformation: changelog<UserInformation>('user-information', userInformationSchema),
} as const;
