import { context, propagation } from '@opentelemetry/api';
import type { Tracer } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { ReadableSpan, Sampler } from '@opentelemetry/sdk-trace';

export interface RecordedSpans {
  readonly tracer: Tracer;
  /** Those that have ended since the last call, in the order in which they did. */
  readonly take: () => readonly ReadableSpan[];
}

/** Has the test trace, all of it unless the sampler says otherwise, into memory. */
export function recordSpans(sampler?: Sampler): RecordedSpans {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
    ...(sampler === undefined ? {} : { sampler }),
  });
  return {
    tracer: provider.getTracer('test'),
    take: () => {
      const spans = exporter.getFinishedSpans();
      exporter.reset();
      return spans;
    },
  };
}
