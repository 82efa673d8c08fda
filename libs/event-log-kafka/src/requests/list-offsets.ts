import type { TopicPartition } from '@user-information/event-log';
import type { KafkaRequest } from '../kafkajs/internals.ts';
import { kafkajsRequest } from './kafkajs-request.ts';

/** The first offset; the last stable one, where open transactions begin; that of the next record. */
export type OffsetQuestion = 'earliest' | 'end' | 'end of all';

const CONSUMER = -1;
const EARLIEST = -2;
const LATEST = -1;
const READ_UNCOMMITTED = 0;
const READ_COMMITTED = 1;

interface Decoded {
  readonly responses: readonly {
    readonly topic: string;
    readonly partitions: readonly {
      readonly partition: number;
      readonly errorCode: number;
      readonly offset: string;
    }[];
  }[];
}

export interface ListedOffset extends TopicPartition {
  readonly errorCode: number;
  readonly offset: number;
}

/** Offsets of partitions of a topic that one broker leads. */
export function listOffsetsRequest(
  topic: string,
  partitions: readonly number[],
  question: OffsetQuestion,
): KafkaRequest<readonly ListedOffset[]> {
  const timestamp = question === 'earliest' ? EARLIEST : LATEST;
  const fields = {
    replicaId: CONSUMER,
    isolationLevel: question === 'end of all' ? READ_UNCOMMITTED : READ_COMMITTED,
    topics: [{ topic, partitions: partitions.map((partition) => ({ partition, timestamp })) }],
  };
  return kafkajsRequest('ListOffsets', fields, ({ responses }: Decoded) =>
    responses.flatMap(({ partitions: answers }) =>
      answers.map(({ partition, errorCode, offset }) => ({
        topic,
        partition,
        errorCode,
        offset: Number(offset),
      })),
    ),
  );
}
