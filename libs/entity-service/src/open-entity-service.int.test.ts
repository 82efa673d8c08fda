import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openEmbeddedEventLog } from '@user-information/event-log-embedded';
import { MemorySchemaRegistry } from '@user-information/serde';
import fc from 'fast-check';
import { ServiceBench, testContext } from './testing/index.ts';
import { openShop, stock } from './testing/test-shop.ts';
import type { Amount } from './testing/test-shop.ts';
import type { Table } from './table.ts';

let bench: ServiceBench;

beforeEach(async () => {
  bench = await ServiceBench.open('shop', async (directory) => ({
    log: await openEmbeddedEventLog({ directory }),
    registry: new MemorySchemaRegistry(),
  }));
});

afterEach(() => bench.close());

function entriesOf(table: Table<Amount, number>): Map<string, number | undefined> {
  return new Map([...table.keys()].map((key) => [key, table.get(key)]));
}

describe('an owned changelog', () => {
  it('says where each record landed', async () => {
    const { service } = await openShop(bench.context);
    const published = await service.decide(() => [
      { key: 'pen', value: { amount: 3 }, timestampMs: 1_700_000_000_000 },
      { key: 'ink', value: { amount: 5 }, headers: { trace: 'abc' } },
    ]);
    const said = (await bench.said(stock)).map(({ record }) => record);
    const [pen, ink] = published.map(({ partition, offset }) =>
      said.find((record) => record.partition === partition && record.offset === offset),
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
        const { service, memory } = await openShop(await bench.newContext());
        expect(entriesOf(memory)).toEqual(model);
        expect(service.recordCount).toBe(recordCount);
        const values = decisions.map((changes) =>
          changes.map(({ key, amount }) => ({ key, value: amount === null ? null : { amount } })),
        );
        await Promise.all(values.map((changes) => service.decide(() => changes)));
        await bench.stop();
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
    await openShop(bench.context);
    const second = await testContext(bench.log, bench.registry, 'shop');
    await expect(openShop(second)).rejects.toMatchObject({
      code: 'GROUP_MEMBER_EXISTS',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await second.stop();
    await bench.stop();
    await openShop(await bench.newContext());
  });

  it('publishes no more, and fails, once another took its transactional id', async () => {
    const { service, memory } = await openShop(bench.context);
    await service.decide(() => [{ key: 'pen', value: { amount: 3 } }]);
    await bench.log.transactor('shop');
    const decided = service.decide(() => [{ key: 'pen', value: { amount: 4 } }]);
    await expect(decided).rejects.toMatchObject({ code: 'FENCED' });
    expect(memory.get('pen')).toBe(3);
    expect(bench.context.failures).toMatchObject([{ code: 'FENCED' }]);
    expect(await bench.said(stock)).toHaveLength(1);
  });

  it('fails when the log can be written no more', async () => {
    const { service, memory } = await openShop(bench.context);
    await bench.log.close();
    const decided = service.decide(() => [{ key: 'pen', value: { amount: 4 } }]);
    await expect(decided).rejects.toMatchObject({ code: 'CLOSED' });
    expect(memory.size).toBe(0);
    expect(bench.context.failures).toMatchObject([{ code: 'CLOSED' }]);
  });

  it('keeps a record that it cannot use as a dead letter, once, and knows the rest', async () => {
    await bench.publish(stock, 'pen', { amount: 3 });
    await bench.publish(stock, 'ink', Buffer.from('not Avro'));
    await bench.publish(stock, 'cap', { amount: 9 });
    await bench.publish(stock, 'banned', { amount: 9 });
    for (const written of [2, 0]) {
      const { service, memory } = await openShop(await bench.newContext());
      expect(Object.fromEntries(entriesOf(memory))).toEqual({ pen: 3, cap: 9 });
      expect(service.totals.deadLetters).toBe(written);
      await bench.stop();
    }
    const letters = await bench.deadLetters();
    const told = letters.map(({ key, value, headers }) => ({
      key: String(key),
      isCopied: value !== null,
      topic: headers['dead-letter-topic'],
      code: headers['dead-letter-error-code'],
    }));
    expect(told.toSorted((a, b) => a.key.localeCompare(b.key))).toEqual([
      { key: 'banned', isCopied: true, topic: 'stock', code: 'UNEXPECTED' },
      { key: 'ink', isCopied: true, topic: 'stock', code: 'UNDECODABLE' },
    ]);
  });
});
