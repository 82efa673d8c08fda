import { topics } from '@user-information/schemas';
import type { Topic } from '@user-information/schemas';
import type { SchemaRegistry } from '@user-information/serde';
import { MemorySchemaRegistry, topicSerde, utf8 } from '@user-information/serde';
import type { TypedTopic } from '@user-information/streams';
import { typedTopics } from './typed-topics.ts';
import { userInformation } from './user-information.ts';

/** The topology over a registry in memory, and its topics as their owners write them. */
export async function testTopics() {
  const registry = new MemorySchemaRegistry();
  const view = typedTopics(registry);
  return {
    topology: userInformation(view),
    view: view.userInformation,
    users: await writable(topics.users, registry),
    tweets: await writable(topics.tweets, registry),
    follows: await writable(topics.follows, registry),
    likes: await writable(topics.likes, registry),
  };
}

async function writable<V>(
  topic: Topic<V>,
  registry: SchemaRegistry,
): Promise<TypedTopic<string, V>> {
  const value = topicSerde(topic, registry);
  await value.open();
  return { name: topic.name, key: utf8, value };
}
