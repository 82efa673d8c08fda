import type { TopicPartition } from '@user-information/event-log';
import type { EncodableRecord } from '../records/encode-batch.ts';

/** A record that was found good and has its partition: all it lacks is an offset. */
export interface PreparedRecord extends EncodableRecord, TopicPartition {
  /** At most so many bytes of a batch. */
  readonly bytes: number;
  /** The largest batch that its topic takes. */
  readonly maxBatchBytes: number;
}
