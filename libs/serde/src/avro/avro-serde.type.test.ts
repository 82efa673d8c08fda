// Checked by tsc alone.
import { pick, topics } from '@user-information/schemas';
import type { Tweet, User } from '@user-information/schemas';
import { MemorySchemaRegistry } from '../registry/memory-schema-registry.ts';
import type { Serde } from '../serde.ts';
import { topicReader, topicSerde } from './topic-serde.ts';

const registry = new MemorySchemaRegistry();

export const tweets: Serde<Tweet> = topicSerde(topics.tweets, registry);
export const authors: Serde<Pick<Tweet, 'userId'>> = topicReader(
  pick(topics.tweets, ['userId']),
  registry,
);

// @ts-expect-error A topic's serde is of its values' type.
export const users: Serde<User> = topicSerde(topics.tweets, registry);
// @ts-expect-error Only fields that the value has can be picked.
pick(topics.tweets, ['username']);
// @ts-expect-error A value must have every field.
tweets.serialize({ tweetId: 't', userId: 'u', text: '' });
