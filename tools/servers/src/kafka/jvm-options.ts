import type { KafkaOptions } from './kafka.ts';

/** Java's options for a broker. */
export function jvmOptions(options: KafkaOptions): readonly string[] {
  const heap = `-Xmx${options.heap ?? '512m'}`;
  // The second compiler takes as long to start a broker as all the rest of it.
  return options.optimized === true ? [heap] : [heap, '-XX:TieredStopAtLevel=1'];
}
