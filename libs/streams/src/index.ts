export type { Aggregate, GroupedStream } from './dsl/grouped-stream.ts';
export type { Contribution, GroupedTable } from './dsl/grouped-table.ts';
export { join } from './dsl/join.ts';
export type { Aggregator, JoinInput, JoinInputs, Update, UpdateOf } from './dsl/join.ts';
export { stream } from './dsl/kstream.ts';
export type { KStream } from './dsl/kstream.ts';
export { table } from './dsl/ktable.ts';
export type { KTable, StoredTable } from './dsl/ktable.ts';
export type { SourceTopic, TypedTopic } from './dsl/typed-topic.ts';
export { StreamsError } from './errors.ts';
export type { StreamsErrorCode } from './errors.ts';
export { openSerdes } from './runtime/open-serdes.ts';
export { restore } from './runtime/restore.ts';
export type { CopyOptions } from './runtime/changelog-copy.ts';
export { storeDecoders } from './runtime/store-decoder.ts';
export type { StoreDecoder } from './runtime/store-decoder.ts';
export { TaskStorePartition } from './runtime/task-store-partition.ts';
export { startStreams } from './runtime/streams.ts';
export type { Streams, StreamsOptions } from './runtime/streams.ts';
export { TaskProcessor } from './task/task-processor.ts';
export type { Step } from './task/task-processor.ts';
export { describe } from './topology/describe.ts';
export {
  changelogTopic,
  internalTopics,
  repartitionTopic,
  sourceTopics,
  stores,
} from './topology/internal-topics.ts';
export { topology } from './topology/topology.ts';
export type { Topology } from './topology/topology.ts';
