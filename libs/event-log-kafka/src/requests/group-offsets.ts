import type { PartitionOffset, TopicPartition } from '@user-information/event-log';
import type { KafkaRequest } from '../kafkajs/internals.ts';
import { apiKeys, Decoder, Encoder } from '../kafkajs/internals.ts';
import { versionOf } from './api-versions.ts';
import { checkCode } from './kafka-error.ts';
import { kafkajsRequest } from './kafkajs-request.ts';
import { offsetsByTopic } from './transaction.ts';

const NO_GENERATION = -1;

/** Commits offsets as nobody's member; Kafka refuses it while the group has members. */
export function commitOffsetsRequest(
  group: string,
  offsets: readonly PartitionOffset[],
): KafkaRequest<void> {
  interface Decoded {
    readonly responses: readonly {
      readonly partitions: readonly { readonly errorCode: number }[];
    }[];
  }
  const fields = {
    groupId: group,
    groupGenerationId: NO_GENERATION,
    memberId: '',
    topics: offsetsByTopic(offsets),
  };
  return kafkajsRequest('OffsetCommit', fields, ({ responses }: Decoded) => {
    for (const { errorCode } of responses.flatMap(({ partitions }) => partitions)) {
      checkCode(errorCode, `to commit offsets of group "${group}"`);
    }
  });
}

/**
 * The committed offsets of a group; those of a transaction that is just ending are waited for. kafkajs
 * has no version that can, so this writes one: a flexible one, with compact strings and tags.
 */
export function fetchOffsetsRequest(
  group: string,
  partitions: readonly TopicPartition[],
): KafkaRequest<readonly PartitionOffset[]> {
  return {
    request: {
      apiKey: apiKeys.OffsetFetch,
      apiName: 'OffsetFetch',
      apiVersion: versionOf('OffsetFetch'),
      encode: async () => encode(group, partitions),
    },
    response: {
      decode: async (payload) => payload,
      parse: async (payload: Buffer) => parse(payload, group),
    },
  };
}

const NO_TAGS = 0;

function encode(group: string, partitions: readonly TopicPartition[]): Encoder {
  const byTopic = Map.groupBy(partitions, ({ topic }) => topic);
  const encoder = new Encoder()
    .writeUVarInt(NO_TAGS)
    .writeUVarIntString(group)
    .writeUVarInt(byTopic.size + 1);
  for (const [topic, ofTopic] of byTopic) {
    encoder.writeUVarIntString(topic).writeUVarInt(ofTopic.length + 1);
    for (const { partition } of ofTopic) encoder.writeInt32(partition);
    encoder.writeUVarInt(NO_TAGS);
  }
  return encoder.writeBoolean(true).writeUVarInt(NO_TAGS);
}

function parse(payload: Buffer, group: string): PartitionOffset[] {
  const asked = `for the offsets of group "${group}"`;
  const decoder = new Decoder(payload);
  skipTags(decoder);
  // Throttle time.
  decoder.offset += 4;
  const offsets: PartitionOffset[] = [];
  const codes: number[] = [];
  for (let topics = decoder.readUVarInt() - 1; topics > 0; topics -= 1) {
    const topic = decoder.readUVarIntString();
    for (let partitions = decoder.readUVarInt() - 1; partitions > 0; partitions -= 1) {
      const partition = decoder.readInt32();
      const offset = Number(decoder.readInt64());
      // The leader's epoch.
      decoder.offset += 4;
      decoder.readUVarIntString();
      codes.push(decoder.readInt16());
      skipTags(decoder);
      if (offset >= 0) offsets.push({ topic, partition, offset });
    }
    skipTags(decoder);
  }
  [decoder.readInt16(), ...codes].forEach((code) => checkCode(code, asked));
  return offsets;
}

function skipTags(decoder: Decoder): void {
  for (let tags = decoder.readUVarInt(); tags > 0; tags -= 1) {
    decoder.readUVarInt();
    const bytes = decoder.readUVarInt();
    decoder.offset += bytes;
  }
}
