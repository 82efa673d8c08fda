import { describe, expect, it } from '@jest/globals';
import type { LogRecord, NewRecord, RecordHeaders } from '@user-information/event-log';
import { BatchTrace } from '@user-information/observability';
import { recordSpans } from '@user-information/observability/testing';
import { TaskProcessor } from '@user-information/streams';
import { MemoryStateStore } from './memory-state-store.ts';
import { put } from './scenario.ts';
import { accounts, calls, customers, orders, shop } from './test-shop.ts';

const repartition = 'shop-accounts-repartition';
const traceId = (digit: string) => digit.repeat(32);
const tracedBy = (digit: string): RecordHeaders => ({
  traceparent: `00-${traceId(digit)}-${'b'.repeat(16)}-01`,
});
const traceOf = ({ headers }: NewRecord) => headers?.['traceparent']?.split('-')[1];

const { tracer, take } = recordSpans();

function setUp() {
  const store = new MemoryStateStore();
  const processor = new TaskProcessor(shop, 0, store);
  let offset = 0;
  const read = (record: NewRecord, headers: RecordHeaders = {}): LogRecord => ({
    ...record,
    partition: 0,
    offset: offset++,
    timestampMs: Date.now(),
    headers: record.headers ?? headers,
  });
  /** What one batch sends to a topic. */
  async function process(records: readonly LogRecord[], topic: string) {
    const trace = BatchTrace.start(tracer, records);
    const step = await processor.process(records, trace);
    await store.write(step.writes, []);
    trace?.end();
    return step.records.filter((record) => record.topic === topic);
  }
  return { read, process };
}

const order = { customerId: 'ann', amount: 3 };

describe('the trace of what a topology makes of records', () => {
  it('leads to each view that the record changes, through the repartition topic', async () => {
    const { read, process } = setUp();
    await process([read(put(customers, 'ann', { name: 'Ann' }))], accounts.name);
    const ordered = read(put(orders, 'o1', order), tracedBy('1'));
    const [change] = await process([ordered], repartition);
    expect(traceOf(change!)).toBe(traceId('1'));
    const [account] = await process([read(change!)], accounts.name);
    expect(traceOf(account!)).toBe(traceId('1'));
    const [rekeyed, folded] = take();
    expect(folded?.parentSpanContext?.spanId).toBe(rekeyed?.spanContext().spanId);
  });

  it('is that of the last of the records that were merged, and links to the others', async () => {
    const { read, process } = setUp();
    const changes = await process(
      [
        read(put(orders, 'o1', order), tracedBy('1')),
        read(put(orders, 'o2', order), tracedBy('2')),
        read(put(orders, 'o3', order)),
      ],
      repartition,
    );
    expect(changes.map(traceOf)).toEqual([traceId('2')]);
    const called = { from: 'ann', minutes: 1 };
    const calledBy = await process([read(put(calls, 'c1', called), tracedBy('3'))], repartition);
    const rows = await process(
      [
        ...[...changes, ...calledBy].map((change) => read(change)),
        read(put(customers, 'ann', { name: 'Ann' })),
      ],
      accounts.name,
    );
    expect(rows.map(traceOf)).toEqual([traceId('3')]);
    const links = take().map(({ links: of }) => of.map(({ context }) => context.traceId));
    expect(links).toEqual([[], [traceId('1')], [], [], [traceId('2')]]);
  });

  it('is none for what no traced record changed', async () => {
    const { read, process } = setUp();
    const records = [
      read(put(orders, 'o1', order), tracedBy('1')),
      read(put(orders, 'o2', { ...order, customerId: 'bob' })),
    ];
    const [ofAnn, ofBob] = await process(records, repartition);
    expect(ofAnn).toHaveProperty('headers');
    expect(ofBob).not.toHaveProperty('headers');
    take();
  });
});
