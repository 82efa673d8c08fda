import type { PartitionOffset, TopicPartition } from '@user-information/event-log';
import type { KafkaRequest } from '../kafkajs/internals.ts';
import { errorName, KafkaError } from './kafka-error.ts';
import { checkCode } from './kafka-error.ts';
import { kafkajsRequest } from './kafkajs-request.ts';
import type { ProducerId } from './init-producer-id.ts';

/** The owner of a transactional id, as the coordinator knows it. */
export interface TransactionOwner extends ProducerId {
  readonly transactionalId: string;
}

interface WithErrorCode {
  readonly errorCode: number;
}

/** Partitions to which the transaction is going to write. */
export function addPartitionsRequest(
  owner: TransactionOwner,
  partitions: readonly TopicPartition[],
): KafkaRequest<void> {
  interface Decoded {
    readonly errors: readonly {
      readonly topic: string;
      readonly partitionErrors: readonly WithErrorCode[];
    }[];
  }
  const topics = [...Map.groupBy(partitions, ({ topic }) => topic)].map(([topic, ofTopic]) => ({
    topic,
    partitions: ofTopic.map(({ partition }) => partition),
  }));
  return kafkajsRequest('AddPartitionsToTxn', { ...owner, topics }, ({ errors }: Decoded) => {
    for (const { topic, partitionErrors } of errors) {
      for (const { errorCode } of partitionErrors) {
        // The others were not attempted because of one that is here too.
        if (errorCode !== 0 && errorName(errorCode) !== 'OPERATION_NOT_ATTEMPTED') {
          throw new KafkaError(errorCode, `to write to topic "${topic}"`);
        }
      }
    }
  });
}

/** The transaction is going to commit offsets of this group. */
export function addOffsetsRequest(owner: TransactionOwner, group: string): KafkaRequest<void> {
  const fields = { ...owner, groupId: group };
  return kafkajsRequest('AddOffsetsToTxn', fields, ({ errorCode }: WithErrorCode) =>
    checkCode(errorCode, `to commit offsets of group "${group}"`),
  );
}

/** Offsets that count once the transaction is committed. For the coordinator of the group. */
export function transactionOffsetsRequest(
  owner: TransactionOwner,
  group: string,
  offsets: readonly PartitionOffset[],
): KafkaRequest<void> {
  interface Decoded {
    readonly topics: readonly { readonly partitions: readonly WithErrorCode[] }[];
  }
  const fields = { ...owner, groupId: group, topics: offsetsByTopic(offsets) };
  return kafkajsRequest('TxnOffsetCommit', fields, ({ topics }: Decoded) => {
    for (const { errorCode } of topics.flatMap(({ partitions }) => partitions)) {
      checkCode(errorCode, `to commit offsets of group "${group}"`);
    }
  });
}

/** Ends the transaction: all of it counts, or none. Asked again, it answers the same. */
export function endTransactionRequest(
  owner: TransactionOwner,
  isCommitted: boolean,
): KafkaRequest<void> {
  const fields = { ...owner, transactionResult: isCommitted };
  return kafkajsRequest('EndTxn', fields, ({ errorCode }: WithErrorCode) =>
    checkCode(errorCode, `to ${isCommitted ? 'commit' : 'abort'} a transaction`),
  );
}

/** As Kafka's requests have them. */
export function offsetsByTopic(offsets: readonly PartitionOffset[]) {
  return [...Map.groupBy(offsets, ({ topic }) => topic)].map(([topic, ofTopic]) => ({
    topic,
    partitions: ofTopic.map(({ partition, offset }) => ({ partition, offset, metadata: '' })),
  }));
}
