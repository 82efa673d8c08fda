import { pick, topics } from '@user-information/schemas';
import type { SchemaRegistry } from '@user-information/serde';
import { topicReader, topicSerde, utf8 } from '@user-information/serde';
import type { UserInformationTopics } from './user-information.ts';

/** The topics with their serdes; what is only read is decoded as far as the view needs it. */
export function typedTopics(registry: SchemaRegistry): UserInformationTopics {
  const { users, userInformation } = topics;
  const tweets = pick(topics.tweets, ['userId']);
  const follows = pick(topics.follows, ['followerId', 'followeeId']);
  const likes = pick(topics.likes, ['userId']);
  return {
    users: { name: users.name, key: utf8, value: topicReader(users, registry) },
    tweets: { name: tweets.name, key: utf8, value: topicReader(tweets, registry) },
    follows: { name: follows.name, key: utf8, value: topicReader(follows, registry) },
    likes: { name: likes.name, key: utf8, value: topicReader(likes, registry) },
    userInformation: {
      name: userInformation.name,
      key: utf8,
      value: topicSerde(userInformation, registry),
    },
  };
}
