import type { EventLog, LogRecord, NewRecord } from '@user-information/event-log';
import { BatchTrace } from '@user-information/observability';
import type { Tracer } from '@user-information/observability';
import type { Deserializer } from '@user-information/serde';
import type { Change } from './change.ts';
import { decodeRecords } from './decode-record.ts';
import type { Decoded, DecodedRecord } from './decode-record.ts';
import { UnusableRecordError } from './errors.ts';
import type { Published, Work } from './work.ts';

/** A consumed record; what has no value becomes a dead letter. */
export interface ConsumedRecord<I> extends DecodedRecord<I> {
  readonly value: I;
}

/** Says what a record changes; when it throws, the record becomes a dead letter. Must be synchronous. */
export type DecideRecord<I, V> = (record: ConsumedRecord<I>) => readonly Change<V>[];

export interface ConsumeOptions<I, V> {
  readonly log: EventLog;
  readonly group: string;
  readonly topic: string;
  readonly serde: Deserializer<I>;
  readonly decide: DecideRecord<I, V>;
  readonly submit: (work: Work<V>) => Promise<Published>;
  readonly deadLetter: (record: LogRecord, error: unknown) => NewRecord;
  readonly tracer?: Tracer | undefined;
  readonly signal: AbortSignal;
}

/** Records that one batch brings at most. */
const maxRecords = 500;

/**
 * Reads a topic on from the group's committed offsets until the signal aborts. Every record is a
 * work of its own, which carries the offset after it: what was decided of a record and that it was
 * consumed become durable together. The next batch is read when all of this one are. What is decided of
 * a record goes on with the record's trace.
 */
export async function consume<I, V>(options: ConsumeOptions<I, V>): Promise<void> {
  const { log, group, topic, serde, submit, tracer, signal } = options;
  const earliest = await log.earliestOffsets(topic);
  const committed = await log.committedOffsets(group, earliest);
  const from = earliest.map(
    (first) => committed.find(({ partition }) => partition === first.partition) ?? first,
  );
  for await (const { records, positions } of log.read(from, { signal, maxRecords })) {
    const decodedRecords = await decodeRecords(records, serde);
    const trace = BatchTrace.start(tracer, records, group);
    const submitted = decodedRecords.map((decoded) => {
      const work = workOf(decoded, options);
      return trace === undefined ? submit(work) : trace.run(decoded.record, () => submit(work));
    });
    // Positions can be beyond the last record.
    submitted.push(submit({ decide: () => [], offsets: positions }));
    await Promise.all(submitted);
    trace?.end();
  }
}

function workOf<I, V>(decoded: Decoded<I>, options: ConsumeOptions<I, V>): Work<V> {
  const { record } = decoded;
  const { topic, partition, offset, timestampMs } = record;
  return {
    decide: () => options.decide(usable(decoded)).map((change) => ({ timestampMs, ...change })),
    offsets: [{ topic, partition, offset: offset + 1 }],
    deadLetter: (error) => options.deadLetter(record, error),
  };
}

function usable<I>({ decoded, error }: Decoded<I>): ConsumedRecord<I> {
  if (decoded === undefined) throw error;
  const { value } = decoded;
  if (value === null) {
    throw new UnusableRecordError(
      `The record has no value; a record of "${decoded.topic}" must have one.`,
    );
  }
  return { ...decoded, value };
}
