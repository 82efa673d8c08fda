import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deadLetterTopic, readAll } from '@user-information/event-log';
import type { EventLog } from '@user-information/event-log';
import { openEmbeddedEventLog } from '@user-information/event-log-embedded';
import type { Topic } from '@user-information/schemas';
import { MemorySchemaRegistry, topicSerde } from '@user-information/serde';
import fc from 'fast-check';
import type { Change } from './change.ts';
import { openEntityService } from './open-entity-service.ts';
import type { ServiceContext } from './service-context.ts';
import { keysOnly, Table } from './table.ts';
import { testContext, until } from './testing/index.ts';

interface Amount {
  readonly amount: number;
}
const schema = (name: string) =>
  ({ type: 'record', name, fields: [{ name: 'amount', type: 'long' }] }) as const;
const stock: Topic<Amount> = { name: 'stock', kind: 'changelog', schema: schema('Stock') };
const products: Topic<Amount> = { name: 'products', kind: 'changelog', schema: schema('Product') };
const orders: Topic<Amount> = { name: 'orders', kind: 'record-stream', schema: schema('Order') };
const deadLetters = deadLetterTopic('shop').name;

let directory: string;
let registry: MemorySchemaRegistry;
let log: EventLog;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'entity-service-'));
  registry = new MemorySchemaRegistry();
  log = await openEmbeddedEventLog({ directory });
});

afterEach(async () => {
  await log.close();
  await rm(directory, { recursive: true });
});

/** Opens a service that knows how much there is of each product. */
async function openShop(context: ServiceContext = testContext(log, registry, 'shop')) {
  const memory = new Table(({ value }: Change<Amount>) => value?.amount);
  const service = await openEntityService(context, { owns: stock, memory });
  return { service, memory };
}

/** Appends as another service would. */
async function append(topic: Topic<Amount>, ...records: (readonly [string, number | Buffer])[]) {
  await log.createTopics([{ name: topic.name, kind: topic.kind, partitions: 3 }]);
  const serde = topicSerde(topic, registry);
  await serde.open();
  await log.append(
    records.map(([key, amount]) => ({
      topic: topic.name,
      key: Buffer.from(key),
      value: Buffer.isBuffer(amount) ? amount : serde.serialize({ amount }),
    })),
  );
}

function entriesOf(table: Table<Amount, number>): Map<string, number | undefined> {
  return new Map([...table.keys()].map((key) => [key, table.get(key)]));
}

describe('an owned changelog', () => {
  it('says where each record landed', async () => {
    const context = testContext(log, registry, 'shop');
    const { service } = await openShop(context);
    const published = await service.decide(() => [
      { key: 'pen', value: { amount: 3 }, timestampMs: 1_700_000_000_000 },
      { key: 'ink', value: { amount: 5 }, headers: { trace: 'abc' } },
    ]);
    await context.stop();
    const records = await readAll(log, 'stock');
    const [pen, ink] = published.map(({ partition, offset }) =>
      records.find((record) => record.partition === partition && record.offset === offset),
    );
    expect(pen).toMatchObject({ key: Buffer.from('pen'), timestampMs: 1_700_000_000_000 });
    expect(ink).toMatchObject({ key: Buffer.from('ink'), headers: { trace: 'abc' } });
  });

  it('is the same in memory after a restart, whatever was published', async () => {
    const change = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      amount: fc.option(fc.nat()),
    });
    const run = fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 6 });
    const model = new Map<string, number>();
    let recordCount = 0;
    await fc.assert(
      fc.asyncProperty(run, async (decisions) => {
        const context = testContext(log, registry, 'shop');
        const { service, memory } = await openShop(context);
        expect(entriesOf(memory)).toEqual(model);
        expect(service.recordCount).toBe(recordCount);
        const values = decisions.map((changes) =>
          changes.map(({ key, amount }) => ({ key, value: amount === null ? null : { amount } })),
        );
        await Promise.all(values.map((changes) => service.decide(() => changes)));
        await context.stop();
        for (const { key, amount } of decisions.flat()) {
          recordCount += 1;
          if (amount === null) model.delete(key);
          else model.set(key, amount);
        }
      }),
      // One log for all runs: each run is the restart of the one before.
      { numRuns: 30, endOnFailure: true },
    );
  });

  it('has one owner at a time: a second is told who has it', async () => {
    const context = testContext(log, registry, 'shop');
    await openShop(context);
    await expect(openShop()).rejects.toMatchObject({
      code: 'GROUP_MEMBER_EXISTS',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await context.stop();
    await openShop();
  });

  it('publishes no more, and fails, once another took its transactional id', async () => {
    const context = testContext(log, registry, 'shop');
    const { service, memory } = await openShop(context);
    await service.decide(() => [{ key: 'pen', value: { amount: 3 } }]);
    await log.transactor('shop');
    const decided = service.decide(() => [{ key: 'pen', value: { amount: 4 } }]);
    await expect(decided).rejects.toMatchObject({ code: 'FENCED' });
    expect(memory.get('pen')).toBe(3);
    expect(context.failures).toMatchObject([{ code: 'FENCED' }]);
    await context.stop();
    expect(await readAll(log, 'stock')).toHaveLength(1);
  });

  it('fails when the log can be written no more', async () => {
    const context = testContext(log, registry, 'shop');
    const { service, memory } = await openShop(context);
    await log.close();
    const decided = service.decide(() => [{ key: 'pen', value: { amount: 4 } }]);
    await expect(decided).rejects.toMatchObject({ code: 'CLOSED' });
    expect(memory.size).toBe(0);
    expect(context.failures).toMatchObject([{ code: 'CLOSED' }]);
  });

  it('keeps a record that it cannot read as a dead letter, once, and knows the rest', async () => {
    await append(stock, ['pen', 3], ['ink', Buffer.from('not Avro')], ['cap', 9]);
    for (const written of [1, 0]) {
      const context = testContext(log, registry, 'shop');
      const { service, memory } = await openShop(context);
      expect(Object.fromEntries(entriesOf(memory))).toEqual({ pen: 3, cap: 9 });
      expect(service.totals.deadLetters).toBe(written);
      await context.stop();
    }
    expect(await readAll(log, deadLetters)).toMatchObject([
      {
        key: Buffer.from('ink'),
        value: Buffer.from('not Avro'),
        headers: { 'dead-letter-topic': 'stock', 'dead-letter-error-code': 'UNDECODABLE' },
      },
    ]);
  });
});

describe('a followed topic', () => {
  async function openFollower() {
    const context = testContext(log, registry, 'shop');
    const { service } = await openShop(context);
    const known = new Table(keysOnly);
    const followed = await service.follow(products, (change) => void known.apply(change));
    return { context, service, known, followed };
  }

  it('is read back and then followed; catchUp waits for what was published before it', async () => {
    await append(products, ['pen', 1]);
    const { context, known, followed } = await openFollower();
    expect([...known.keys()]).toEqual(['pen']);
    await append(products, ['ink', 1], ['cap', 1]);
    await followed.catchUp();
    expect([...known.keys()].sort()).toEqual(['cap', 'ink', 'pen']);
    expect(context.health.status()).toMatchObject({ ready: true });
    await context.stop();
    await expect(followed.catchUp()).rejects.toMatchObject({ code: 'CLOSED' });
  });

  it('puts aside what it cannot read, once, and goes on', async () => {
    const unknownSchema = Buffer.from([0, 0, 0, 0, 99, 2]);
    await append(products, ['pen', unknownSchema], ['ink', 1]);
    for (const written of [1, 0]) {
      const { context, service, known } = await openFollower();
      expect([...known.keys()]).toEqual(['ink']);
      expect(service.totals.deadLetters).toBe(written);
      expect(context.failures).toEqual([]);
      await context.stop();
    }
    expect(await readAll(log, deadLetters)).toMatchObject([
      { headers: { 'dead-letter-error-code': 'UNKNOWN_SCHEMA', 'dead-letter-topic': 'products' } },
    ]);
  });
});

describe('consuming', () => {
  /** Each order is added to what was taken so far, which is one key of the changelog. */
  async function startShop() {
    const context = testContext(log, registry, 'shop');
    const { service, memory } = await openShop(context);
    const taken = () => memory.get('taken') ?? 0;
    await service.consume(orders, ({ value, timestampMs }) => {
      if (value.amount < 0) throw new RangeError(`nobody orders ${value.amount}`);
      return [{ key: 'taken', value: { amount: taken() + value.amount }, timestampMs }];
    });
    return { context, service, taken };
  }

  it('decides on each record once, over restarts', async () => {
    let total = 0;
    for (let run = 0; run < 3; run += 1) {
      const amounts = Array.from({ length: 700 }, (_, index) => index + run);
      await append(orders, ...amounts.map((amount) => [`o${amount}`, amount] as const));
      total += amounts.reduce((sum, amount) => sum + amount, 0);
      const { context, service, taken } = await startShop();
      await until(() => service.totals.published === 700);
      expect(taken()).toBe(total);
      await context.stop();
      expect(context.failures).toEqual([]);
    }
  });

  it('goes on past what it cannot use: undecodable, without a key or a value, or refused', async () => {
    const topic = orders.name;
    const text = Buffer.from('hello');
    await append(orders, ['good', 1], ['text', text], ['negative', -5]);
    await append(orders, ['unknown-id', Buffer.from([0, 0, 0, 0, 99, 2])]);
    await log.append([
      { topic, partition: 0, key: Buffer.from('gone'), value: null },
      { topic, partition: 0, key: null, value: text },
      { topic, partition: 0, key: Buffer.from([0xff, 0xfe]), value: null },
    ]);
    await append(orders, ['good too', 2]);
    const { context, service, taken } = await startShop();
    await until(() => service.totals.published === 2 && service.totals.deadLetters === 6);
    expect(taken()).toBe(3);
    await context.stop();
    expect(context.failures).toEqual([]);
    const letters = await readAll(log, deadLetters);
    expect(letters.map(({ headers }) => headers['dead-letter-error-code']).sort()).toEqual([
      'UNDECODABLE',
      'UNDECODABLE',
      'UNEXPECTED',
      'UNKNOWN_SCHEMA',
      'UNUSABLE_RECORD',
      'UNUSABLE_RECORD',
    ]);
    const again = await startShop();
    await append(orders, ['last', 4]);
    await until(() => again.service.totals.published === 1);
    expect(again.taken()).toBe(7);
    expect(again.service.totals.deadLetters).toBe(0);
    await again.context.stop();
  });

  it('shows on its metrics what it did', async () => {
    await append(orders, ['good', 1], ['bad', -1]);
    const { context, service } = await startShop();
    await until(() => service.totals.published === 1 && service.totals.deadLetters === 1);
    const metrics = await context.metrics.metrics();
    const labels = 'topic="stock",kind="value",service="shop"';
    expect(metrics).toContain(`entity_service_records_published_total{${labels}} 1`);
    expect(metrics).toContain('entity_service_dead_letters_total{topic="orders",service="shop"} 1');
    expect(metrics).toContain('entity_service_known_keys{topic="stock",service="shop"} 1');
    await context.stop();
  });

  it('consumes again what a refused transaction took with it', async () => {
    await append(orders, ['o1', 5]);
    const first = await startShop();
    await until(() => first.service.totals.published === 1);
    await log.transactor('shop');
    await append(orders, ['o2', 6]);
    await until(() => first.context.failures.length === 1);
    expect(first.taken()).toBe(5);
    await first.context.stop();
    const second = await startShop();
    await until(() => second.service.totals.published === 1);
    expect(second.taken()).toBe(11);
    await second.context.stop();
  });
});
