import {
  EventLogError,
  InvalidRecordError,
  RecordTooLargeError,
} from '@user-information/event-log';
import { refusal } from '../cluster/refusal.ts';
import type { KafkaError } from '../requests/kafka-error.ts';
import type { BatchOfRecords } from './partition-batch.ts';

/** The error for the caller of what the broker refused. */
export function refusedBatch({ topic, records }: BatchOfRecords, error: KafkaError): Error {
  const bytes = records.reduce((sum, record) => sum + record.bytes, 0);
  switch (error.type) {
    case 'MESSAGE_TOO_LARGE':
    case 'RECORD_LIST_TOO_LARGE':
      return new RecordTooLargeError(topic, bytes, records[0]?.maxBatchBytes ?? 0);
    case 'INVALID_TIMESTAMP':
      return new InvalidRecordError(
        topic,
        "its timestampMs is out of the range of the broker's clock",
      );
    case 'INVALID_RECORD':
      return new InvalidRecordError(topic, 'the broker says that it is not valid for this topic');
    case 'POLICY_VIOLATION':
      return new EventLogError('INVALID_RECORD', error.message, { cause: error });
    default:
      return refusal(error, { topic }) ?? error;
  }
}
