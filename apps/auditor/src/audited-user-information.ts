import { counted } from '@user-information/audit';
import type { AuditedView } from '@user-information/audit';
import { pick, topics } from '@user-information/schemas';
import type { Topic } from '@user-information/schemas';
import { topicReader } from '@user-information/serde';
import type { SchemaRegistry } from '@user-information/serde';

/** What `user-information` must be, said anew: nothing of join-service is used. */
export function auditedUserInformation(registry: SchemaRegistry): AuditedView {
  const read = <V>(topic: Topic<V>) => ({ name: topic.name, value: topicReader(topic, registry) });
  return {
    view: read(topics.userInformation),
    rows: read(topics.users),
    counted: [
      counted(read(pick(topics.tweets, ['userId'])), { tweetCount: (tweet) => tweet.userId }),
      counted(read(pick(topics.follows, ['followerId', 'followeeId'])), {
        followingCount: (follow) => follow.followerId,
        followerCount: (follow) => follow.followeeId,
      }),
      counted(read(pick(topics.likes, ['userId'])), { likeCount: (like) => like.userId }),
    ],
    madeBy: {
      group: 'join-service',
      through: 'join-service-user-information-repartition',
    },
  };
}
