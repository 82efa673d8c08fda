import type { Follow, Like, Tweet, User, UserInformation } from '@user-information/schemas';
import type { Aggregator, SourceTopic, Topology, TypedTopic } from '@user-information/streams';
import { join, table, topology } from '@user-information/streams';

/** The topics of the view. Of tweets, follows and likes it reads only whom they belong to. */
export interface UserInformationTopics {
  readonly users: SourceTopic<string, User>;
  readonly tweets: SourceTopic<string, Pick<Tweet, 'userId'>>;
  readonly follows: SourceTopic<string, Pick<Follow, 'followerId' | 'followeeId'>>;
  readonly likes: SourceTopic<string, Pick<Like, 'userId'>>;
  readonly userInformation: TypedTopic<string, UserInformation>;
}

/** Every user with the number of their tweets, of whom they follow, of followers, and of likes. */
export function userInformation(topics: UserInformationTopics): Topology {
  const users = table(topics.users);
  const tweets = table(topics.tweets);
  const follows = table(topics.follows);
  const likes = table(topics.likes);
  return topology(
    'join-service',
    join(
      topics.userInformation,
      users,
      (counts = nobody, user) => ({ ...counts, ...user }),
      [tweets.groupBy('tweets', (tweet) => tweet.userId), counting('tweetCount')],
      [follows.groupBy('following', (follow) => follow.followerId), counting('followingCount')],
      [follows.groupBy('followers', (follow) => follow.followeeId), counting('followerCount')],
      [likes.groupBy('likes', (like) => like.userId), counting('likeCount')],
    ),
  );
}

type Count = 'tweetCount' | 'followingCount' | 'followerCount' | 'likeCount';

function counting(count: Count): Aggregator<UserInformation, undefined> {
  return {
    add: (counts = nobody) => ({ ...counts, [count]: counts[count] + 1 }),
    subtract: (counts = nobody) => ({ ...counts, [count]: counts[count] - 1 }),
  };
}

/** What counts are kept in before their user is known. */
const nobody: UserInformation = {
  userId: '',
  username: '',
  name: '',
  description: null,
  location: null,
  webPageUrl: null,
  joinedDate: null,
  profileImageUrl: null,
  backgroundImageUrl: null,
  tweetCount: 0,
  followingCount: 0,
  followerCount: 0,
  likeCount: 0,
};
