import { describe, expect, it } from '@jest/globals';
import { record } from './new-records.ts';
import { readAll, valuesOf } from './reading.ts';
import type { Suite } from './suite.ts';

export function contentTests(suite: Suite): void {
  describe('a record read back', () => {
    it('has its key, value, timestamp and headers', async () => {
      const topic = await suite.createTopic('changelog', { partitions: 1 });
      const written = {
        ...record(topic, 'schlüssel', 'wert €'),
        timestampMs: 1_700_000_000_123,
        headers: { traceparent: '00-ab-cd-01', 'größe "x"': 'ja\n', empty: '' },
      };
      const [appended] = await suite.log.append([written]);
      expect(await readAll(suite.log, topic)).toEqual([
        { ...written, partition: 0, offset: appended?.offset },
      ]);
    });

    it('is made of bytes, any bytes', async () => {
      const topic = await suite.createTopic('repartition', { partitions: 1 });
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
      await suite.log.append([{ topic, key: bytes, value: bytes }]);
      const [read] = await readAll(suite.log, topic);
      expect(read?.key?.equals(bytes)).toBe(true);
      expect(read?.value?.equals(bytes)).toBe(true);
    });

    it('has no headers when it was given none', async () => {
      const topic = await suite.createTopic('changelog', { partitions: 1 });
      await suite.log.append([
        record(topic, 'k', 'v'),
        { ...record(topic, 'k', 'w'), headers: {} },
      ]);
      expect((await readAll(suite.log, topic)).map(({ headers }) => headers)).toEqual([{}, {}]);
    });

    it('has the time of the append when it was given none', async () => {
      const topic = await suite.createTopic('changelog', { partitions: 1 });
      const beforeMs = Date.now();
      await suite.log.append([record(topic, 'k', 'v')]);
      const [read] = await readAll(suite.log, topic);
      expect(read?.timestampMs).toBeGreaterThanOrEqual(beforeMs);
      expect(read?.timestampMs).toBeLessThanOrEqual(Date.now());
    });

    it('tells a tombstone from an empty value, and no key from an empty one', async () => {
      const topic = await suite.createTopic('repartition', { partitions: 1 });
      await suite.log.append([
        record(topic, 'k', null),
        record(topic, 'k', ''),
        record(topic, '', 'v'),
        record(topic, null, 'v'),
      ]);
      const read = await readAll(suite.log, topic);
      expect(read.map(({ value }) => value?.length ?? null)).toEqual([null, 0, 1, 1]);
      expect(read.map(({ key }) => key?.length ?? null)).toEqual([1, 1, 0, null]);
    });

    it('can be large', async () => {
      const topic = await suite.createTopic('changelog', { partitions: 1 });
      const value = Buffer.alloc(suite.capabilities.valueBytes, 'large');
      await suite.log.append([{ topic, key: Buffer.from('k'), value }]);
      const [read] = await readAll(suite.log, topic);
      expect(read?.value?.equals(value)).toBe(true);
    });

    it('is the same for every client', async () => {
      const topic = await suite.createTopic('changelog');
      await suite.log.append(['a', 'b', 'c'].map((key) => record(topic, key, key)));
      const other = await suite.another();
      expect(valuesOf(await readAll(other, topic)).sort()).toEqual(['a', 'b', 'c']);
    });
  });
}
