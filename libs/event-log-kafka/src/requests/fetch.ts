import type { KafkaRequest } from '../kafkajs/internals.ts';
import { apiKeys, Decoder, Encoder } from '../kafkajs/internals.ts';
import { versionOf } from './api-versions.ts';

export interface FetchOptions {
  /** In the order in which they may fill the answer. */
  readonly partitions: readonly {
    readonly topic: string;
    readonly partition: number;
    readonly offset: number;
  }[];
  /** How long the broker holds its answer back while there is nothing to say. */
  readonly maxWaitMs: number;
  readonly maxBytes: number;
  readonly maxPartitionBytes: number;
}

export interface FetchedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly errorCode: number;
  /** Transactions in these batches whose records nobody is to see. */
  readonly aborted: readonly AbortedTransaction[];
  readonly batches: Buffer;
}

export interface AbortedTransaction {
  readonly producerId: number;
  readonly firstOffset: number;
}

const CONSUMER = -1;
const READ_COMMITTED = 1;
const NO_SESSION = 0;
const OUTSIDE_SESSIONS = -1;
const ANY = -1;

/** Batches of records from the offsets on, up to the last stable offset, of partitions that one broker leads. */
export function fetchRequest(options: FetchOptions): KafkaRequest<readonly FetchedPartition[]> {
  return {
    request: {
      apiKey: apiKeys.Fetch,
      apiName: 'Fetch',
      apiVersion: versionOf('Fetch'),
      encode: async () => encode(options),
    },
    response: {
      decode: async (payload) => payload,
      parse: async (payload: Buffer) => parse(payload),
    },
    requestTimeout: null,
  };
}

function encode({ partitions, maxWaitMs, maxBytes, maxPartitionBytes }: FetchOptions): Encoder {
  const encoder = new Encoder()
    .writeInt32(CONSUMER)
    .writeInt32(maxWaitMs)
    .writeInt32(1)
    .writeInt32(maxBytes)
    .writeInt8(READ_COMMITTED)
    .writeInt32(NO_SESSION)
    .writeInt32(OUTSIDE_SESSIONS)
    .writeInt32(partitions.length);
  // A topic may come more than once: what comes first may fill the answer.
  for (const { topic, partition, offset } of partitions) {
    encoder
      .writeString(topic)
      .writeInt32(1)
      .writeInt32(partition)
      .writeInt32(ANY)
      .writeInt64(offset)
      .writeInt64(ANY)
      .writeInt32(maxPartitionBytes);
  }
  // No partitions forgotten, no rack.
  return encoder.writeInt32(0).writeString('');
}

function parse(payload: Buffer): FetchedPartition[] {
  const decoder = new Decoder(payload);
  // Throttle time, error code, session.
  decoder.offset += 4 + 2 + 4;
  const fetched: FetchedPartition[] = [];
  for (let topics = decoder.readInt32(); topics > 0; topics -= 1) {
    const topic = decoder.readString();
    for (let partitions = decoder.readInt32(); partitions > 0; partitions -= 1) {
      fetched.push(readPartition(decoder, topic));
    }
  }
  return fetched;
}

function readPartition(decoder: Decoder, topic: string): FetchedPartition {
  const partition = decoder.readInt32();
  const errorCode = decoder.readInt16();
  // High watermark, last stable offset, start of the log.
  decoder.offset += 8 + 8 + 8;
  const aborted = Array.from({ length: Math.max(0, decoder.readInt32()) }, () => ({
    producerId: Number(decoder.readInt64()),
    firstOffset: Number(decoder.readInt64()),
  }));
  // The replica that it would rather be read from.
  decoder.offset += 4;
  const bytes = Math.max(0, decoder.readInt32());
  const batches = decoder.buffer.subarray(decoder.offset, decoder.offset + bytes);
  decoder.offset += bytes;
  return { topic, partition, errorCode, aborted, batches };
}
