import { describe, expect, it } from '@jest/globals';
import { FencedError } from '@user-information/event-log';
import type { NewRecord, Transaction, Transactor } from '@user-information/event-log';
import { createMetrics, BatchTrace } from '@user-information/observability';
import { recordSpans } from '@user-information/observability/testing';
import { SerdeError, utf8 } from '@user-information/serde';
import type { Serde } from '@user-information/serde';
import type { Change } from './change.ts';
import { EntityServiceMetrics } from './entity-service-metrics.ts';
import { AlreadySoError, ServiceClosedError } from './errors.ts';
import { Publisher } from './publisher.ts';
import { Table } from './table.ts';

/** A log that takes transactions, or refuses the next one, when the test says so. */
class HeldTransactor implements Transactor {
  readonly transactions: Transaction[] = [];
  #gate = Promise.withResolvers<void>();
  #offset = 0;

  async commit(transaction: Transaction) {
    this.transactions.push(transaction);
    await this.#gate.promise;
    return transaction.records.map(({ topic }) => ({
      topic,
      partition: 0,
      offset: this.#offset++,
    }));
  }

  accept(): void {
    this.#gate.resolve();
  }

  refuse(error: Error): void {
    this.#gate.reject(error);
  }

  async close(): Promise<void> {
    // Nothing to give back.
  }
}

const numbers: Serde<number> = {
  serialize(value) {
    if (!Number.isFinite(value)) throw new SerdeError('UNENCODABLE', `${value} is no number.`);
    return utf8.serialize(String(value));
  },
  deserialize: (bytes) => Number(bytes.toString()),
};

const { tracer, take } = recordSpans();

function setUp(options: { tracer?: typeof tracer } = {}) {
  const transactor = new HeldTransactor();
  const memory = new Table(({ key, value }: Change<number>) => {
    if (key === 'unrememberable') throw new RangeError(key);
    return value ?? undefined;
  });
  const failures: unknown[] = [];
  const metrics = new EntityServiceMetrics(createMetrics({ service: 'shop' }), 'prices', memory);
  const publisher = new Publisher<number>({
    service: 'shop',
    changelog: { topic: 'prices', serde: numbers, memory },
    transactor,
    metrics,
    onFailure: (error) => failures.push(error),
    ...options,
  });
  /** A price that only goes up by one, so each decision shows what it was decided on. */
  const raise = (key: string) => ({ decide: () => [{ key, value: (memory.get(key) ?? 0) + 1 }] });
  const refuse = (reason: string) => ({
    decide: () => {
      throw new AlreadySoError(reason);
    },
  });
  return { transactor, memory, failures, metrics, publisher, raise, refuse };
}

const valuesOf = (records: readonly NewRecord[]) =>
  records.map(({ key, value }) => `${String(key)}=${String(value)}`);

describe('Publisher', () => {
  it('decides each work on what the ones before it decided, in one transaction', async () => {
    const { transactor, memory, publisher, raise } = setUp();
    transactor.accept();
    const answers = await Promise.all([
      publisher.submit(raise('a')),
      publisher.submit(raise('b')),
      publisher.submit(raise('a')),
    ]);
    expect(transactor.transactions).toHaveLength(1);
    expect(valuesOf(transactor.transactions[0]!.records)).toEqual(['a=1', 'b=1', 'a=2']);
    expect(answers.flat().map(({ offset }) => offset)).toEqual([0, 1, 2]);
    expect(memory.get('a')).toBe(2);
  });

  it('lets no work decide while another is being published', async () => {
    const { transactor, publisher, raise } = setUp();
    const first = publisher.submit(raise('a'));
    await Promise.resolve();
    const second = publisher.submit(raise('a'));
    await Promise.resolve();
    expect(transactor.transactions).toHaveLength(1);
    transactor.accept();
    await Promise.all([first, second]);
    expect(transactor.transactions.map(({ records }) => valuesOf(records))).toEqual([
      ['a=1'],
      ['a=2'],
    ]);
  });

  it('refuses one and publishes the others', async () => {
    const { transactor, publisher, raise, refuse } = setUp();
    transactor.accept();
    const [a, refused, b] = await Promise.allSettled([
      publisher.submit(raise('a')),
      publisher.submit(refuse('the price is that')),
      publisher.submit(raise('b')),
    ]);
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'ALREADY_SO' } });
    expect([a, b]).toMatchObject([{ value: [{ offset: 0 }] }, { value: [{ offset: 1 }] }]);
  });

  it('answers a refusal only once what it was based on is durable', async () => {
    const { transactor, failures, publisher, raise, refuse } = setUp();
    const works = [publisher.submit(raise('a')), publisher.submit(refuse('a is there'))];
    const answers = Promise.allSettled(works);
    const storage = new FencedError('shop');
    transactor.refuse(storage);
    expect(await answers).toEqual([
      { status: 'rejected', reason: storage },
      { status: 'rejected', reason: storage },
    ]);
    expect(failures).toEqual([storage]);
  });

  it('forgets what it decided when the log refuses the transaction, and stops', async () => {
    const { transactor, memory, failures, publisher, raise } = setUp();
    memory.apply({ key: 'a', value: 7 });
    const answers = Promise.allSettled([
      publisher.submit(raise('a')),
      publisher.submit(raise('a')),
      publisher.submit({ decide: () => [{ key: 'a', value: null }] }),
      publisher.submit(raise('new')),
    ]);
    const fenced = new FencedError('shop');
    transactor.refuse(fenced);
    for (const answer of await answers)
      expect(answer).toEqual({ status: 'rejected', reason: fenced });
    expect([memory.get('a'), memory.has('new'), memory.size]).toEqual([7, false, 1]);
    await expect(publisher.submit(raise('a'))).rejects.toBe(fenced);
    expect(failures).toEqual([fenced]);
  });

  it('refuses a decision of which a part does not fit, whole, and keeps none of it', async () => {
    const { transactor, memory, publisher, raise } = setUp();
    transactor.accept();
    const withA = (key: string, value: number) => ({
      decide: () => [
        { key: 'a', value: 1 },
        { key, value },
      ],
    });
    const [unencodable, unrememberable, good] = await Promise.allSettled([
      publisher.submit(withA('b', Number.NaN)),
      publisher.submit(withA('unrememberable', 1)),
      publisher.submit(raise('c')),
    ]);
    expect(unencodable).toMatchObject({ status: 'rejected', reason: { code: 'UNENCODABLE' } });
    expect(unrememberable).toMatchObject({ status: 'rejected', reason: expect.any(RangeError) });
    expect(good.status).toBe('fulfilled');
    expect([...memory.keys()]).toEqual(['c']);
    expect(valuesOf(transactor.transactions[0]!.records)).toEqual(['c=1']);
  });

  it('commits the last consumed offset of each partition, and puts dead letters in their place', async () => {
    const { transactor, publisher, raise, refuse } = setUp();
    transactor.accept();
    const at = (partition: number, offset: number) => [{ topic: 'orders', partition, offset }];
    const letter = { topic: 'shop-dead-letter', key: null, value: null };
    await Promise.all([
      publisher.submit({ ...raise('a'), offsets: at(0, 4) }),
      publisher.submit({ ...refuse('no'), offsets: at(1, 9), deadLetter: () => letter }),
      publisher.submit({ ...raise('b'), offsets: at(0, 5) }),
    ]);
    expect(transactor.transactions).toMatchObject([
      { group: 'shop', offsets: [...at(0, 5), ...at(1, 9)] },
    ]);
    expect(transactor.transactions[0]!.records[1]).toEqual(letter);
  });

  it('publishes nothing from the future, as after a clock was set back', async () => {
    const { transactor, publisher } = setUp();
    transactor.accept();
    const soon = Date.now() + 86_400_000;
    await publisher.submit({ decide: () => [{ key: 'a', value: 1, timestampMs: soon }] });
    expect(transactor.transactions[0]!.records[0]!.timestampMs).toBeLessThan(soon);
  });

  it('does not trouble the log when there is nothing to publish', async () => {
    const { transactor, publisher } = setUp();
    expect(await publisher.submit({ decide: () => [] })).toEqual([]);
    expect(transactor.transactions).toEqual([]);
  });

  it('finishes what waits when it closes, and takes no more', async () => {
    const { transactor, metrics, publisher, raise } = setUp();
    const last = publisher.submit(raise('a'));
    const closed = publisher.close();
    await expect(publisher.submit(raise('a'))).rejects.toBeInstanceOf(ServiceClosedError);
    transactor.accept();
    await closed;
    expect(await last).toHaveLength(1);
    expect(metrics.totals).toEqual({ published: 1, tombstones: 0, deadLetters: 0 });
  });

  describe('for whom is traced', () => {
    const traceId = '1'.repeat(32);
    const record = {
      topic: 'orders',
      partition: 0,
      offset: 1,
      timestampMs: Date.now(),
      headers: { traceparent: `00-${traceId}-${'b'.repeat(16)}-01` },
    };
    const asTraced = <T>(work: () => T): T => BatchTrace.start(tracer, [record])!.run(record, work);

    it('gives records the trace, beside their own headers, and tells where they landed', async () => {
      const { transactor, publisher, raise, refuse } = setUp({ tracer });
      transactor.accept();
      const own = () => [{ key: 'b', value: 1, headers: { by: 'test' } }];
      const works = asTraced(() => [
        publisher.submit({ decide: own }),
        publisher.submit(refuse('no')),
      ]);
      await Promise.allSettled([...works, publisher.submit(raise('a'))]);
      const [traced, untraced] = transactor.transactions[0]!.records;
      expect(traced?.headers).toEqual({
        by: 'test',
        traceparent: expect.stringContaining(traceId),
      });
      expect(untraced).not.toHaveProperty('headers');
      // What was refused sent nothing.
      expect(take()).toMatchObject([
        { name: 'send prices', attributes: { 'messaging.kafka.offset': 0 } },
      ]);
    });

    it('does none of it while tracing is off', async () => {
      const { transactor, publisher, raise } = setUp();
      transactor.accept();
      await asTraced(() => publisher.submit(raise('a')));
      expect(transactor.transactions[0]!.records[0]).not.toHaveProperty('headers');
      expect(take()).toEqual([]);
    });
  });
});
