import {
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import type { Context } from '@opentelemetry/api';

const sampled: number = TraceFlags.SAMPLED;

/** A record's headers. */
export type TextHeaders = Readonly<Record<string, string>>;

/**
 * The trace that a record belongs to, by W3C's `traceparent` and `tracestate`. Undefined when there is
 * none that somebody records, and for headers that say nothing one can read: anyone may have written them.
 */
export function traceOf(headers: TextHeaders): Context | undefined {
  if (headers['traceparent'] === undefined) return undefined;
  const context = propagation.extract(ROOT_CONTEXT, headers);
  return isRecorded(context) ? context : undefined;
}

/** The headers that say that what has them belongs to this trace. */
export function traceHeaders(context: Context): TextHeaders {
  const headers: Record<string, string> = {};
  propagation.inject(context, headers);
  return headers;
}

/** Whether a trace is active there that its sampler chose. */
export function isRecorded(context: Context): boolean {
  const span = trace.getSpanContext(context);
  return span !== undefined && isSpanContextValid(span) && (span.traceFlags & sampled) !== 0;
}
