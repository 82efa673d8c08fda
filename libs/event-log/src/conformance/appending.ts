import { describe, expect, it } from '@jest/globals';
import type { NewRecord } from '../log-record.ts';
import { partitionFor } from '../partition-for.ts';
import { expectCode } from './expect-code.ts';
import { numbered, record } from './new-records.ts';
import { readAll, valuesOf } from './reading.ts';
import type { Suite } from './suite.ts';

export function appendTests(suite: Suite): void {
  describe('append', () => {
    it('says where each record landed, in the order given', async () => {
      const topic = await suite.createTopic('changelog');
      const appended = await suite.log.append(
        ['ada', 'bob', 'eve', 'ada', 'joe'].map((key, index) => record(topic, key, `${index}`)),
      );
      const read = await readAll(suite.log, topic);
      const found = appended.map(({ partition, offset }) =>
        read.find((each) => each.partition === partition && each.offset === offset),
      );
      expect(found.map((each) => each?.value?.toString())).toEqual(['0', '1', '2', '3', '4']);
    });

    it('keeps the order of calls that wait together', async () => {
      const topic = await suite.createTopic('repartition');
      const calls = Array.from({ length: 100 }, (_, call) =>
        suite.log.append(numbered(topic, `${call}-`, 3)),
      );
      await Promise.all(calls);
      const expected = Array.from({ length: 100 }, (_, call) =>
        [0, 1, 2].map((index) => `${call}-${index}`),
      );
      expect(valuesOf(await readAll(suite.log, topic))).toEqual(expected.flat());
    });

    it('gives offsets that only grow within a partition', async () => {
      const topic = await suite.createTopic('repartition');
      const appended = [
        ...(await suite.log.append(numbered(topic, 'a', 50))),
        ...(await (await suite.another()).append(numbered(topic, 'b', 50))),
        ...(await suite.log.append(numbered(topic, 'c', 50))),
      ];
      const offsets = appended.map(({ offset }) => offset);
      expect(offsets).toEqual([...new Set(offsets)].sort((left, right) => left - right));
    });

    it('takes an empty call', async () => {
      expect(await suite.log.append([])).toEqual([]);
    });

    it('lets several clients append at once, each in its own order', async () => {
      const topic = await suite.createTopic('repartition');
      const logs = [suite.log, await suite.another(), await suite.another()];
      await Promise.all(
        logs.map(async (log, client) => {
          for (let call = 0; call < 10; call += 1) {
            await log.append(numbered(topic, `${client}-${call}-`, 5));
          }
        }),
      );
      const values = valuesOf(await readAll(suite.log, topic));
      expect(values).toHaveLength(150);
      for (const client of logs.keys()) {
        const expected = Array.from({ length: 50 }, (_, at) => [Math.floor(at / 5), at % 5]);
        expect(values.filter((value) => value?.startsWith(`${client}-`))).toEqual(
          expected.map(([call, index]) => `${client}-${call}-${index}`),
        );
      }
    });
  });

  describe('placement', () => {
    it('is murmur2 of the key', async () => {
      const topic = await suite.createTopic('changelog', { partitions: 7 });
      const keys = Array.from({ length: 200 }, (_, index) => `user-${index * 7919}`);
      const appended = await suite.log.append(keys.map((key) => record(topic, key, 'x')));
      expect(appended.map(({ partition }) => partition)).toEqual(
        keys.map((key) => partitionFor(Buffer.from(key), 7)),
      );
    });

    it('is where the record says, if it says', async () => {
      const topic = await suite.createTopic('changelog');
      const records = [2, 0, 1].map((partition) => ({ ...record(topic, 'same', 'x'), partition }));
      const appended = await suite.log.append(records);
      expect(appended.map(({ partition }) => partition)).toEqual([2, 0, 1]);
    });

    it('is any partition for a record without a key', async () => {
      const topic = await suite.createTopic('record-stream');
      const [appended] = await suite.log.append([record(topic, null, 'x')]);
      expect([0, 1, 2]).toContain(appended?.partition);
      expect((await readAll(suite.log, topic))[0]?.key).toBeNull();
    });
  });

  describe('a call that is refused', () => {
    const cases: [
      string,
      (topic: string) => Partial<NewRecord>,
      Parameters<typeof expectCode>[1],
    ][] = [
      ['an unknown topic', (topic) => ({ topic: `${topic}-missing` }), 'UNKNOWN_TOPIC'],
      ['an unknown partition', () => ({ partition: 3 }), 'UNKNOWN_PARTITION'],
      ['a negative partition', () => ({ partition: -1 }), 'UNKNOWN_PARTITION'],
      ['a broken partition', () => ({ partition: 0.5 }), 'UNKNOWN_PARTITION'],
      ['a changelog record without a key', () => ({ key: null }), 'INVALID_RECORD'],
      ['a timestamp that is none', () => ({ timestampMs: Number.NaN }), 'INVALID_RECORD'],
      ['a timestamp before 1970', () => ({ timestampMs: -1 }), 'INVALID_RECORD'],
      ['a timestamp in another unit', () => ({ timestampMs: Date.now() * 1000 }), 'INVALID_RECORD'],
    ];

    it.each(cases)('appends nothing: %s', async (_, change, code) => {
      const topic = await suite.createTopic('changelog');
      const good = record(topic, 'good', 'good');
      const bad = { ...record(topic, 'bad', 'bad'), ...change(topic) };
      await expectCode(suite.log.append([good, bad, good]), code, topic);
      expect(await readAll(suite.log, topic)).toEqual([]);
    });

    it('appends nothing: a record that is too large', async () => {
      const topic = await suite.createTopic('changelog');
      const value = Buffer.alloc(suite.capabilities.valueBytes * 10, 'x');
      const records = [record(topic, 'good', 'good'), { ...record(topic, 'large', ''), value }];
      await expectCode(suite.log.append(records), 'RECORD_TOO_LARGE', topic);
      expect(await readAll(suite.log, topic)).toEqual([]);
    });

    it('does not disturb the calls around it', async () => {
      const topic = await suite.createTopic('repartition');
      const before = suite.log.append(numbered(topic, 'before', 1));
      const refused = suite.log.append([{ ...record(topic, 'k', 'v'), partition: 99 }]);
      const after = suite.log.append(numbered(topic, 'after', 1));
      await expectCode(refused, 'UNKNOWN_PARTITION');
      await Promise.all([before, after]);
      expect(valuesOf(await readAll(suite.log, topic))).toEqual(['before0', 'after0']);
    });
  });
}
