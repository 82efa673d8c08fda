/**
 * How far a store is: for each partition of a log, the offset of the next record to apply. Its
 * shape is the event log's `PartitionOffset`; the ports know nothing of each other.
 */
export type Position = readonly {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}[];
