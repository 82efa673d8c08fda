import type { KafkaRequest } from '../kafkajs/internals.ts';
import { apiKeys, Decoder, Encoder } from '../kafkajs/internals.ts';
import { versionOf } from './api-versions.ts';

/** A batch for one partition, encoded. */
export interface EncodedBatch {
  readonly topic: string;
  readonly partition: number;
  readonly batch: Buffer;
}

export interface ProducedBatch {
  readonly topic: string;
  readonly partition: number;
  readonly errorCode: number;
  /** Of the first record. */
  readonly baseOffset: number;
}

/** All replicas that are in sync must have it. */
const ALL_ACKS = -1;
const ACK_TIMEOUT_MS = 30_000;

/** Batches for partitions that one broker leads, one for each partition. */
export function produceRequest(
  batches: readonly EncodedBatch[],
  transactionalId: string | null,
): KafkaRequest<readonly ProducedBatch[]> {
  return {
    request: {
      apiKey: apiKeys.Produce,
      apiName: 'Produce',
      apiVersion: versionOf('Produce'),
      encode: async () => encode(batches, transactionalId),
    },
    response: {
      decode: async (payload) => payload,
      parse: async (payload: Buffer) => parse(payload),
    },
  };
}

function encode(batches: readonly EncodedBatch[], transactionalId: string | null): Encoder {
  const bytes = batches.reduce(
    (sum, { topic, batch }) => sum + batch.length + topic.length * 3 + 16,
    0,
  );
  const encoder = new Encoder(bytes + 1_024)
    .writeString(transactionalId)
    .writeInt16(ALL_ACKS)
    .writeInt32(ACK_TIMEOUT_MS);
  const byTopic = Map.groupBy(batches, ({ topic }) => topic);
  encoder.writeInt32(byTopic.size);
  for (const [topic, ofTopic] of byTopic) {
    encoder.writeString(topic).writeInt32(ofTopic.length);
    for (const { partition, batch } of ofTopic) {
      encoder.writeInt32(partition).writeInt32(batch.length).writeBuffer(batch);
    }
  }
  return encoder;
}

function parse(payload: Buffer): ProducedBatch[] {
  const decoder = new Decoder(payload);
  const produced: ProducedBatch[] = [];
  for (let topics = decoder.readInt32(); topics > 0; topics -= 1) {
    const topic = decoder.readString();
    for (let partitions = decoder.readInt32(); partitions > 0; partitions -= 1) {
      const partition = decoder.readInt32();
      const errorCode = decoder.readInt16();
      const baseOffset = Number(decoder.readInt64());
      // The time of the append, if the broker's clock counts, and where the log starts.
      decoder.offset += 8 + 8;
      produced.push({ topic, partition, errorCode, baseOffset });
    }
  }
  return produced;
}
