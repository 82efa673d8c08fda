import type { TopicPartition } from '@user-information/event-log';
import type { KafkaRequest } from '../kafkajs/internals.ts';
import { kafkajsRequest } from './kafkajs-request.ts';

export type OffsetQuestion = 'earliest' | 'end';

const timestamps = { earliest: -2, end: -1 } as const;
const CONSUMER = -1;
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

/** The first offset, or the last stable one, of partitions of a topic that one broker leads. */
export function listOffsetsRequest(
  topic: string,
  partitions: readonly number[],
  question: OffsetQuestion,
): KafkaRequest<readonly ListedOffset[]> {
  const timestamp = timestamps[question];
  const fields = {
    replicaId: CONSUMER,
    isolationLevel: READ_COMMITTED,
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
