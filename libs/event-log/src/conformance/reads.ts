import { describe, expect, it } from '@jest/globals';
import { fromEarliest, topicPartitions } from '../partition-offsets.ts';
import { expectCode } from './expect-code.ts';
import { numbered, record } from './new-records.ts';
import { readAll, readCount, valuesOf } from './reading.ts';
import type { Suite } from './suite.ts';

export function readTests(suite: Suite): void {
  describe('read', () => {
    it('starts at any offset', async () => {
      const topic = await suite.createTopic('repartition');
      const appended = await suite.log.append(numbered(topic, 'r', 10));
      const from = [{ topic, partition: 0, offset: appended[6]?.offset ?? -1 }];
      expect(valuesOf(await readCount(suite.log, from, 4))).toEqual(['r6', 'r7', 'r8', 'r9']);
    });

    it('brings the chosen partitions only', async () => {
      const topic = await suite.createTopic('repartition');
      const records = [0, 1, 2, 0, 1, 2].map((partition, index) => ({
        ...record(topic, 'k', `${partition}:${index}`),
        partition,
      }));
      await suite.log.append(records);
      const from = (await fromEarliest(suite.log, [topic])).filter(
        ({ partition }) => partition !== 1,
      );
      const values = valuesOf(await readCount(suite.log, from, 4));
      expect(values.filter((value) => value?.startsWith('0:'))).toEqual(['0:0', '0:3']);
      expect(values.filter((value) => value?.startsWith('2:'))).toEqual(['2:2', '2:5']);
      expect(values).toHaveLength(4);
    });

    it('reads several topics in one loop', async () => {
      const topics = [await suite.createTopic('changelog'), await suite.createTopic('repartition')];
      await suite.log.append(topics.flatMap((topic) => [record(topic, 'k', topic)]));
      expect(valuesOf(await readAll(suite.log, ...topics)).sort()).toEqual([...topics].sort());
    });

    it('keeps batches at maxRecords or below, and loses nothing between them', async () => {
      const topic = await suite.createTopic('repartition');
      await suite.log.append(numbered(topic, 'r', 100));
      const sizes: number[] = [];
      const values: (string | null)[] = [];
      for await (const { records } of suite.log.read(await fromEarliest(suite.log, [topic]), {
        maxRecords: 7,
      })) {
        sizes.push(records.length);
        values.push(...valuesOf(records));
        if (values.length >= 100) {
          break;
        }
      }
      expect(Math.max(...sizes)).toBeLessThanOrEqual(7);
      expect(values).toEqual(numbered(topic, 'r', 100).map(({ value }) => value?.toString()));
    });

    it('goes on where its positions say', async () => {
      const topic = await suite.createTopic('repartition');
      await suite.log.append(numbered(topic, 'r', 20));
      let from = (await fromEarliest(suite.log, [topic])).slice(0, 1);
      const values: (string | null)[] = [];
      while (values.length < 20) {
        for await (const batch of suite.log.read(from, { maxRecords: 6 })) {
          values.push(...valuesOf(batch.records));
          from = [...batch.positions];
          break;
        }
      }
      expect(values).toEqual(numbered(topic, 'r', 20).map(({ value }) => value?.toString()));
    });

    it('does not let a long partition starve another', async () => {
      const topic = await suite.createTopic('repartition');
      await suite.log.append(numbered(topic, 'long', 5_000));
      await suite.log.append([{ ...record(topic, 'k', 'short'), partition: 2 }]);
      let seen = 0;
      for await (const batch of suite.log.read(await fromEarliest(suite.log, [topic]), {
        maxRecords: 100,
      })) {
        seen += batch.records.length;
        if (valuesOf(batch.records).includes('short')) {
          break;
        }
      }
      expect(seen).toBeLessThan(5_000);
    });

    it('starts at the end when told to', async () => {
      const topic = await suite.createTopic('repartition');
      await suite.log.append(numbered(topic, 'old', 5));
      const from = await suite.log.endOffsets(topic);
      await suite.log.append(numbered(topic, 'new', 2));
      expect(valuesOf(await readCount(suite.log, from, 2))).toEqual(['new0', 'new1']);
    });

    it('refuses an offset beyond the end', async () => {
      const topic = await suite.createTopic('repartition');
      const [end] = await suite.log.endOffsets(topic);
      const from = [{ topic, partition: 0, offset: (end?.offset ?? 0) + 5 }];
      await expectCode(readCount(suite.log, from, 1), 'OFFSET_OUT_OF_RANGE', topic);
    });

    it('refuses what is no offset, no partition, no topic and no batch size', async () => {
      const topic = await suite.createTopic('repartition');
      const read = (place: object, maxRecords = 10) =>
        readCount(suite.log, [{ topic, partition: 0, offset: 0, ...place }], 1, { maxRecords });
      await expectCode(read({ offset: -1 }), 'INVALID_ARGUMENT', '-1');
      await expectCode(read({ offset: 1.5 }), 'INVALID_ARGUMENT', '1.5');
      await expectCode(read({ offset: 2 ** 53 }), 'INVALID_ARGUMENT', '9007199254740992');
      await expectCode(read({ partition: 3 }), 'UNKNOWN_PARTITION', topic);
      await expectCode(read({ topic: `${topic}-missing` }), 'UNKNOWN_TOPIC', topic);
      await expectCode(read({}, 0), 'INVALID_ARGUMENT', 'maxRecords');
    });

    it('reads what two loops ask for, each at its own pace', async () => {
      const topic = await suite.createTopic('repartition');
      await suite.log.append(numbered(topic, 'r', 30));
      const from = topicPartitions(topic, 3).map((place) => ({ ...place, offset: 0 }));
      const [slow, fast] = await Promise.all([
        readCount(suite.log, from, 30, { maxRecords: 1 }),
        readCount(suite.log, from, 30),
      ]);
      expect(valuesOf(slow)).toEqual(valuesOf(fast));
    });
  });
}
