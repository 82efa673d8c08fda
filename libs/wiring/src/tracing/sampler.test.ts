import { describe, expect, it } from '@jest/globals';
import { SpanKind, TraceFlags, trace, ROOT_CONTEXT } from '@opentelemetry/api';
import { SamplingDecision } from '@opentelemetry/sdk-trace';
import type { TracingConfig } from '@user-information/service';
import { samplerOf } from './sampler.ts';

/** Whether a request is recorded, whose client says so, says no, or says nothing. */
function records(name: TracingConfig['OTEL_TRACES_SAMPLER'], ratio = 1) {
  const sampler = samplerOf({ OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: ratio });
  const decide = (traceFlags?: TraceFlags, traceId = 'f'.repeat(32)): boolean => {
    const client = { traceId, spanId: 'b'.repeat(16), isRemote: true };
    const parent =
      traceFlags === undefined
        ? ROOT_CONTEXT
        : trace.setSpanContext(ROOT_CONTEXT, { ...client, traceFlags });
    const { decision } = sampler.shouldSample(parent, traceId, 'GET', SpanKind.SERVER, {}, []);
    return decision === SamplingDecision.RECORD_AND_SAMPLED;
  };
  return { yes: decide(TraceFlags.SAMPLED), no: decide(TraceFlags.NONE), nothing: decide() };
}

describe('the samplers that the settings name', () => {
  it.each([
    ['always_on', { yes: true, no: true, nothing: true }],
    ['always_off', { yes: false, no: false, nothing: false }],
    ['parentbased_always_on', { yes: true, no: false, nothing: true }],
    ['parentbased_always_off', { yes: true, no: false, nothing: false }],
  ] as const)('%s', (name, expected) => {
    expect(records(name)).toEqual(expected);
  });

  it('choose a part of the traces, by their ids', () => {
    expect(records('traceidratio', 0)).toEqual({ yes: false, no: false, nothing: false });
    expect(records('traceidratio', 1)).toEqual({ yes: true, no: true, nothing: true });
    expect(records('parentbased_traceidratio', 0)).toEqual({
      yes: true,
      no: false,
      nothing: false,
    });
    expect(records('parentbased_traceidratio', 1)).toEqual({ yes: true, no: false, nothing: true });
  });
});
