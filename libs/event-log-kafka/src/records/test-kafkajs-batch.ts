/** For tests: kafkajs' own codec of record batches, which Kafka's brokers have long agreed with. */
// @ts-expect-error kafkajs has no declarations of its inner layer.
import kafkajsDecoder from 'kafkajs/src/protocol/decoder.js';
// @ts-expect-error kafkajs has no declarations of its inner layer.
import kafkajsDecode from 'kafkajs/src/protocol/recordBatch/v0/decoder.js';
// @ts-expect-error kafkajs has no declarations of its inner layer.
import kafkajsBatch from 'kafkajs/src/protocol/recordBatch/v0/index.js';
// @ts-expect-error kafkajs has no declarations of its inner layer.
import kafkajsRecord from 'kafkajs/src/protocol/recordBatch/record/v0/index.js';
import type { EncodableRecord, ProducerPlace } from './encode-batch.ts';

/** A record as kafkajs decodes it. */
export interface DecodedRecord {
  readonly offset: string;
  readonly timestamp: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer>>;
}

export interface DecodedBatch {
  readonly firstOffset: string;
  readonly lastOffsetDelta: number;
  readonly inTransaction: boolean;
  readonly isControlBatch: boolean;
  readonly producerId: string;
  readonly producerEpoch: number;
  readonly firstSequence: number;
  readonly records: readonly DecodedRecord[];
}

interface Encoded {
  readonly buffer: Buffer;
}

const Decoder = kafkajsDecoder as new (bytes: Buffer) => object;
const decode = kafkajsDecode as (decoder: object) => Promise<DecodedBatch>;
const encodeRecord = kafkajsRecord as (record: object) => Encoded;
const { RecordBatch: encode } = kafkajsBatch as {
  RecordBatch: (batch: object) => Promise<Encoded>;
};

export async function decodeByKafkajs(batch: Buffer): Promise<DecodedBatch> {
  return decode(new Decoder(batch));
}

/** @param gzip whether the records are compressed */
export async function encodeByKafkajs(
  records: readonly EncodableRecord[],
  place: ProducerPlace,
  gzip = false,
): Promise<Buffer> {
  const firstTimestamp = records[0]?.timestampMs ?? 0;
  const { buffer } = await encode({
    compression: gzip ? 1 : 0,
    firstTimestamp,
    maxTimestamp: Math.max(...records.map(({ timestampMs }) => timestampMs)),
    lastOffsetDelta: records.length - 1,
    transactional: place.isTransactional,
    producerId: place.producerId,
    producerEpoch: place.producerEpoch,
    firstSequence: place.sequence,
    records: records.map(({ key, value, timestampMs, headers }, offsetDelta) =>
      encodeRecord({
        key,
        value,
        offsetDelta,
        timestampDelta: timestampMs - firstTimestamp,
        headers: Object.fromEntries(headers.map((each) => [String(each.name), each.value])),
      }),
    ),
  });
  return buffer;
}
