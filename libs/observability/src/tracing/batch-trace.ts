import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Context, Span, Tracer } from '@opentelemetry/api';
import { operationAttributes, placeAttributes } from './record-attributes.ts';
import type { RecordPlace } from './record-attributes.ts';
import { isRecorded, traceHeaders, traceOf } from './trace-headers.ts';
import type { TextHeaders } from './trace-headers.ts';

/** A record as it was read. */
export interface ReadRecord extends RecordPlace {
  readonly timestampMs: number;
  readonly headers: TextHeaders;
}

/**
 * Older records are not traced any more: whoever reads a topic from its start would add to traces that
 * were over long ago.
 */
const maxAgeMs = 10 * 60_000;

/**
 * The traces that a batch of records belongs to. Each record that has one gets a span of its own, from
 * here until the batch is through, whose parent is the span that sent the record.
 *
 * What comes of several records has one parent only, so it goes on with the trace of the last of them;
 * the span of that one links to the others'.
 */
export class BatchTrace {
  readonly #contexts: ReadonlyMap<ReadRecord, Context>;
  readonly #causes = new WeakMap<object, Set<Context>>();
  readonly #linked = new Map<Context, Set<Context>>();

  private constructor(contexts: ReadonlyMap<ReadRecord, Context>) {
    this.#contexts = contexts;
  }

  /**
   * Undefined when there is nothing to trace, which costs next to nothing.
   *
   * @param tracer left out: tracing is off
   * @param group the consumer group that processes the records, if one does
   */
  static start(
    tracer: Tracer | undefined,
    records: readonly ReadRecord[],
    group?: string,
  ): BatchTrace | undefined {
    if (tracer === undefined) return undefined;
    const oldestMs = Date.now() - maxAgeMs;
    const contexts = new Map<ReadRecord, Context>();
    for (const record of records) {
      const parent = record.timestampMs < oldestMs ? undefined : traceOf(record.headers);
      if (parent === undefined) continue;
      const processing = trace.setSpan(parent, startSpan(tracer, record, group, parent));
      if (isRecorded(processing)) contexts.set(record, processing);
    }
    return contexts.size === 0 ? undefined : new BatchTrace(contexts);
  }

  /** Runs what works on a record: what it sends belongs to the record's trace. */
  run<T>(record: ReadRecord, work: () => T): T {
    const processing = this.#contexts.get(record);
    return processing === undefined ? work() : context.with(processing, work);
  }

  /** Something that will be sent comes of this record too, after those that it was told of before. */
  caused(what: object, record: ReadRecord): void {
    const cause = this.#contexts.get(record);
    if (cause === undefined) return;
    const causes = this.#causes.get(what) ?? new Set();
    this.#causes.set(what, causes);
    causes.delete(cause); // So that the last one is last in it.
    causes.add(cause);
  }

  /** The headers for what comes of the records that caused it; undefined if none of them is traced. */
  headersOf(what: object): TextHeaders | undefined {
    const causes = this.#causes.get(what);
    const last = [...(causes ?? [])].at(-1);
    if (causes === undefined || last === undefined) return undefined;
    const linked = this.#linked.get(last) ?? new Set([last]);
    this.#linked.set(last, linked);
    for (const other of causes) {
      if (linked.has(other)) continue;
      linked.add(other);
      const spanContext = trace.getSpanContext(other);
      if (spanContext !== undefined) trace.getSpan(last)?.addLink({ context: spanContext });
    }
    return traceHeaders(last);
  }

  /** The record could not be processed, and was put aside. */
  failed(record: ReadRecord, error: unknown): void {
    const span = this.#spanOf(record);
    if (span === undefined) return;
    const { code, message, name } = error as Partial<NodeJS.ErrnoException>;
    span.setAttribute('error.type', code ?? name ?? 'unknown');
    span.setStatus({ code: SpanStatusCode.ERROR, message: message ?? String(error) });
  }

  /** What came of the batch is durable. Spans of which this is never told don't exist for anybody. */
  end(): void {
    for (const processing of this.#contexts.values()) trace.getSpan(processing)?.end();
  }

  #spanOf(record: ReadRecord): Span | undefined {
    const processing = this.#contexts.get(record);
    return processing === undefined ? undefined : trace.getSpan(processing);
  }
}

function startSpan(
  tracer: Tracer,
  record: ReadRecord,
  group: string | undefined,
  parent: Context,
): Span {
  const attributes = {
    ...operationAttributes('process', record.topic),
    ...placeAttributes(record),
    ...(group === undefined ? {} : { 'messaging.consumer.group.name': group }),
  };
  const options = { kind: SpanKind.CONSUMER, attributes };
  return tracer.startSpan(`process ${record.topic}`, options, parent);
}
