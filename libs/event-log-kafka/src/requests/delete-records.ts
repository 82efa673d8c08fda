import type { PartitionOffset } from '@user-information/event-log';
import type { KafkaRequest } from '../kafkajs/internals.ts';
import { checkCode } from './kafka-error.ts';
import { kafkajsRequest } from './kafkajs-request.ts';

const TIMEOUT_MS = 10_000;

interface Decoded {
  readonly topics: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly errorCode: number }[];
  }[];
}

/** Deletes the records before this offset. For the leader of the partition. */
export function deleteRecordsRequest({
  topic,
  partition,
  offset,
}: PartitionOffset): KafkaRequest<void> {
  const fields = { topics: [{ topic, partitions: [{ partition, offset }] }], timeout: TIMEOUT_MS };
  return kafkajsRequest('DeleteRecords', fields, ({ topics }: Decoded) => {
    for (const { errorCode } of topics.flatMap(({ partitions }) => partitions)) {
      checkCode(errorCode, `to delete records of ${topic}-${partition}`);
    }
  });
}
