// Checked by tsc alone: what the generated types and the topics look like to who uses them.
import { pick, topics } from './index.ts';
import type { Author, Schema, Status, Topic, Tweet, User, UserInformation } from './index.ts';

/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters -- The T is what makes it exact. */
/** True if both types are the same, readonly and optional properties included. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/* eslint-enable @typescript-eslint/no-unnecessary-type-parameters */

export const tweet: Same<
  Tweet,
  {
    readonly tweetId: string;
    readonly userId: string;
    readonly text: string;
    readonly createdAt: number;
  }
> = true;

export const nullable: Same<User['joinedDate'], number | null> = true;
export const enumeration: Same<Status['type'], 'tweet' | 'tweetDeleted' | 'userLeft'> = true;
export const nested: Same<Status['author'], Author | null> = true;
export const userInformation: Same<
  Pick<UserInformation, keyof User>,
  Pick<User, keyof User>
> = true;
export const counts: Same<
  Exclude<keyof UserInformation, keyof User>,
  'tweetCount' | 'followingCount' | 'followerCount' | 'likeCount'
> = true;
export const author: Same<Exclude<keyof Author, keyof User>, 'followerCount'> = true;

export const authors: Topic<Pick<Tweet, 'userId'>> = pick(topics.tweets, ['userId']);

// @ts-expect-error A topic is of its values' type.
export const users: Topic<User> = topics.tweets;
// @ts-expect-error A schema too.
export const schema: Schema<User> = topics.tweets.schema;
// @ts-expect-error Only fields that the values have can be picked.
pick(topics.tweets, ['username']);
// @ts-expect-error Values are not to be changed.
((tweet: Tweet) => (tweet.text = ''))({ tweetId: '', userId: '', text: '', createdAt: 0 });
