import { beforeEach, describe, expect, it } from '@jest/globals';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { recordSpans } from '../testing/record-spans.ts';
import { BatchTrace } from './batch-trace.ts';
import type { ReadRecord } from './batch-trace.ts';

const { tracer, take } = recordSpans();

const traceId = (digit: string) => digit.repeat(32);
const parent = 'b'.repeat(16);
let nextOffset = 0;

function record(headers: Readonly<Record<string, string>>, ageMs = 0): ReadRecord {
  const place = { topic: 'follows', partition: 2, offset: nextOffset++ };
  return { ...place, timestampMs: Date.now() - ageMs, headers };
}

const tracedRecord = (digit: string) =>
  record({ traceparent: `00-${traceId(digit)}-${parent}-01` });
const headersOf = (digit: string, spanId = expect.stringMatching(/^[0-9a-f]{16}$/)) => ({
  traceId: traceId(digit),
  spanId,
});
/** What a record with such headers belongs to. */
const parsed = (headers: Readonly<Record<string, string>> | undefined) => {
  const [, id, spanId] = headers?.['traceparent']?.split('-') ?? [];
  return { traceId: id, spanId };
};

beforeEach(() => void take());

describe('BatchTrace', () => {
  it('is nothing where nothing is to be traced', () => {
    expect(BatchTrace.start(undefined, [tracedRecord('1')])).toBeUndefined();
    expect(BatchTrace.start(tracer, [record({}), record({ other: 'header' })])).toBeUndefined();
  });

  it.each([
    ['a trace that is not recorded', `00-${traceId('1')}-${parent}-00`],
    ['no trace', ''],
    ['text', 'x'.repeat(10_000)],
    ['an id of zeros', `00-${traceId('0')}-${parent}-01`],
    ['an id of other letters', `00-${traceId('g')}-${parent}-01`],
    ['a version that is none', `ff-${traceId('1')}-${parent}-01`],
    ['more than its version has', `00-${traceId('1')}-${parent}-01-more`],
  ])('takes no notice of %s', (_what, traceparent) => {
    expect(BatchTrace.start(tracer, [record({ traceparent })])).toBeUndefined();
  });

  it('adds nothing to a trace that was over long ago', () => {
    const { headers } = tracedRecord('1');
    expect(BatchTrace.start(tracer, [record(headers, 3_600_000)])).toBeUndefined();
  });

  it('has a span for each record that is traced, until the batch is through', () => {
    const records = [tracedRecord('1'), record({}), tracedRecord('2')];
    const batch = BatchTrace.start(tracer, records, 'join-service');
    expect(take()).toEqual([]);
    batch?.end();
    const spans = take();
    expect(spans.map((span) => span.spanContext().traceId)).toEqual([traceId('1'), traceId('2')]);
    expect(spans[0]).toMatchObject({
      name: 'process follows',
      kind: SpanKind.CONSUMER,
      parentSpanContext: { spanId: parent, isRemote: true },
      links: [],
      attributes: {
        'messaging.system': 'kafka',
        'messaging.operation.name': 'process',
        'messaging.operation.type': 'process',
        'messaging.destination.name': 'follows',
        'messaging.destination.partition.id': '2',
        'messaging.kafka.offset': records[0]?.offset,
        'messaging.consumer.group.name': 'join-service',
      },
    });
  });

  it('has what comes of several records go on with the last, and link to the others', () => {
    const [first, untraced, second, third] = [
      tracedRecord('1'),
      record({}),
      tracedRecord('2'),
      tracedRecord('3'),
    ];
    const batch = BatchTrace.start(tracer, [first, untraced, second, third]);
    const [merged, again, alone, none] = [{}, {}, {}, {}];
    for (const cause of [first, untraced, second, first, third]) batch?.caused(merged, cause);
    for (const cause of [first, third]) batch?.caused(again, cause);
    batch?.caused(alone, second);
    batch?.caused(none, untraced);

    const headers = batch?.headersOf(merged);
    expect(parsed(headers)).toEqual(headersOf('3'));
    expect(batch?.headersOf(again)).toEqual(headers);
    expect(parsed(batch?.headersOf(alone))).toEqual(headersOf('2'));
    expect(batch?.headersOf(none)).toBeUndefined();
    batch?.end();
    const links = take().map((span) => span.links.map((link) => link.context.traceId));
    expect(links).toEqual([[], [], [traceId('2'), traceId('1')]]);
  });

  it("passes on what others keep beside the trace's id", () => {
    const { headers } = tracedRecord('1');
    const withState = record({ ...headers, tracestate: 'congo=t61rcWkgMzE' });
    const batch = BatchTrace.start(tracer, [withState]);
    const sent = {};
    batch?.caused(sent, withState);
    expect(batch?.headersOf(sent)).toMatchObject({ tracestate: 'congo=t61rcWkgMzE' });
  });

  it('has what a record asks for be traced, and tells what could not be processed', () => {
    const [bad, good, untraced] = [tracedRecord('1'), tracedRecord('2'), record({})];
    const batch = BatchTrace.start(tracer, [bad, good, untraced]);
    const active = () => trace.getSpanContext(context.active())?.traceId;
    expect(batch?.run(good, active)).toBe(traceId('2'));
    expect(batch?.run(untraced, active)).toBeUndefined();
    const unreadable = Object.assign(new Error('No Avro.'), { code: 'UNDECODABLE' });
    for (const failed of [bad, untraced]) batch?.failed(failed, unreadable);
    batch?.end();
    expect(take()).toMatchObject([
      {
        status: { code: SpanStatusCode.ERROR, message: 'No Avro.' },
        attributes: { 'error.type': 'UNDECODABLE' },
      },
      { status: { code: SpanStatusCode.UNSET } },
    ]);
  });
});
