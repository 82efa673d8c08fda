import { describe, expect, it } from '@jest/globals';
import { context, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace';
import { recordSpans } from '../testing/record-spans.ts';
import { SendSpan } from './send-span.ts';

const { tracer, take } = recordSpans();
const untraced = recordSpans(new AlwaysOffSampler());

const within = <T>(span = tracer.startSpan('request'), work: () => T): T =>
  context.with(trace.setSpan(ROOT_CONTEXT, span), work);

describe('SendSpan', () => {
  it('is a child of what asked for it, and gives its records the trace', () => {
    const request = tracer.startSpan('request');
    const sending = within(request, () => SendSpan.start(tracer, 'follows'));
    sending?.sent([{ topic: 'follows', partition: 1, offset: 7 }]);
    const [span] = take();
    const { spanId, traceId } = span?.spanContext() ?? {};
    expect(traceId).toBe(request.spanContext().traceId);
    expect(sending?.headers).toEqual({ traceparent: `00-${traceId}-${spanId}-01` });
    expect(span).toMatchObject({
      name: 'send follows',
      kind: SpanKind.PRODUCER,
      parentSpanContext: { spanId: request.spanContext().spanId },
      attributes: {
        'messaging.system': 'kafka',
        'messaging.operation.name': 'send',
        'messaging.operation.type': 'send',
        'messaging.destination.name': 'follows',
        'messaging.destination.partition.id': '1',
        'messaging.kafka.offset': 7,
      },
    });
  });

  it('tells how many records were sent, if they were several', () => {
    const at = { topic: 'users', partition: 0 };
    within(undefined, () => SendSpan.start(tracer, 'users'))?.sent([
      { ...at, offset: 1 },
      { ...at, offset: 2 },
    ]);
    const [{ attributes } = { attributes: {} }] = take();
    expect(attributes).toMatchObject({ 'messaging.batch.message_count': 2 });
    expect(attributes).not.toHaveProperty('messaging.kafka.offset');
  });

  it('is none where nobody is traced', () => {
    expect(SendSpan.start(tracer, 'follows')).toBeUndefined();
    const left = untraced.tracer.startSpan('left out');
    expect(within(left, () => SendSpan.start(tracer, 'follows'))).toBeUndefined();
    expect(within(undefined, () => SendSpan.start(untraced.tracer, 'follows'))).toBeUndefined();
    expect(take()).toEqual([]);
  });
});
