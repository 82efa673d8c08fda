import { pick, topics } from '@user-information/schemas';
import type { UserInformation } from '@user-information/schemas';
import { avroJsonDeserializer } from '../avro/avro-json-deserializer.ts';
import { topicReader, topicSerde } from '../avro/topic-serde.ts';
import { MemorySchemaRegistry } from '../registry/memory-schema-registry.ts';

/** Values a second, of the view's thirteen fields. */
export interface SerdeFigures {
  readonly valueBytes: number;
  readonly encodedPerSecond: number;
  readonly decodedPerSecond: number;
  /** Two fields of the thirteen. */
  readonly pickedPerSecond: number;
  readonly renderedAsJsonPerSecond: number;
}

const value: UserInformation = {
  userId: '1498072134567890944',
  username: 'ada_lovelace',
  name: 'Ada Lovelace',
  description: 'Notes on the analytical engine, and what it might do beyond numbers.',
  location: 'London',
  webPageUrl: 'https://example.org/ada',
  joinedDate: 1_646_049_600_000,
  profileImageUrl: 'https://example.org/ada/profile.png',
  backgroundImageUrl: null,
  tweetCount: 1_815,
  followingCount: 52,
  followerCount: 1_000_000,
  likeCount: 36,
};

/** Encodes one value and decodes it, `count` times each way. */
export async function measureSerde(count: number): Promise<SerdeFigures> {
  const registry = new MemorySchemaRegistry();
  const serde = topicSerde(topics.userInformation, registry);
  await serde.open();
  const bytes = serde.serialize(value);
  const deserializers = [
    serde,
    topicReader(pick(topics.userInformation, ['userId', 'likeCount']), registry),
    avroJsonDeserializer(registry),
  ];
  for (const each of deserializers) await each.deserialize(bytes);
  const encodedPerSecond = perSecond(count, () => serde.serialize(value));
  const [decodedPerSecond = 0, pickedPerSecond = 0, renderedAsJsonPerSecond = 0] =
    deserializers.map((each) => perSecond(count, () => each.deserialize(bytes)));
  return {
    valueBytes: bytes.length,
    encodedPerSecond,
    decodedPerSecond,
    pickedPerSecond,
    renderedAsJsonPerSecond,
  };
}

function perSecond(count: number, work: () => unknown): number {
  const startMs = performance.now();
  for (let i = 0; i < count; i++) work();
  return Math.round((count * 1000) / (performance.now() - startMs));
}
