export { startSink } from './start-sink.ts';
export type { Sink, SinkOptions } from './start-sink.ts';
