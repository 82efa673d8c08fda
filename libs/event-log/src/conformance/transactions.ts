import { describe, expect, it } from '@jest/globals';
import { topicPartitions } from '../partition-offsets.ts';
import { expectCode } from './expect-code.ts';
import { numbered, record } from './new-records.ts';
import { entriesOf, readAll, readCount, valuesOf } from './reading.ts';
import type { Suite } from './suite.ts';

export function transactionTests(suite: Suite): void {
  describe('a transaction', () => {
    it('appends to several topics and commits offsets', async () => {
      const input = await suite.createTopic('repartition');
      const outputs = [await suite.createTopic('changelog'), await suite.createTopic('changelog')];
      await suite.log.append(numbered(input, 'r', 3));
      const group = suite.freshName();
      const offsets = [{ topic: input, partition: 0, offset: 3 }];
      const transactor = await suite.log.transactor(suite.freshName());
      const records = outputs.map((topic) => record(topic, 'k', 'v'));
      const appended = await transactor.commit({ records, group, offsets });
      await transactor.close();

      const other = await suite.another();
      expect(appended.map(({ topic }) => topic)).toEqual(outputs);
      expect(entriesOf(await readAll(other, ...outputs))).toEqual(['k=v', 'k=v']);
      expect(await other.committedOffsets(group, topicPartitions(input, 3))).toEqual(offsets);
    });

    it('may have records only, offsets only, or nothing', async () => {
      const topic = await suite.createTopic('repartition');
      const group = suite.freshName();
      const transactor = await suite.log.transactor(suite.freshName());
      await transactor.commit({ records: numbered(topic, 'r', 2) });
      const offsets = [{ topic, partition: 0, offset: 1 }];
      expect(await transactor.commit({ records: [], group, offsets })).toEqual([]);
      expect(await transactor.commit({ records: [] })).toEqual([]);
      expect(valuesOf(await readAll(suite.log, topic))).toEqual(['r0', 'r1']);
      expect(await suite.log.committedOffsets(group, topicPartitions(topic, 1))).toEqual(offsets);
      await transactor.close();
    });

    it('changes nothing when one of its parts is refused', async () => {
      const topic = await suite.createTopic('repartition');
      const group = suite.freshName();
      const transactor = await suite.log.transactor(suite.freshName());
      const good = record(topic, 'k', 'v');
      const offsets = [{ topic, partition: 0, offset: 0 }];
      const attempts = [
        { records: [good, { ...good, partition: 9 }], group, offsets },
        { records: [good], group, offsets: [...offsets, { topic, partition: 9, offset: 0 }] },
      ];
      for (const attempt of attempts) {
        await expectCode(transactor.commit(attempt), 'UNKNOWN_PARTITION', topic);
      }
      await expectCode(transactor.commit({ records: [good], offsets }), 'INVALID_ARGUMENT');
      expect(await readAll(suite.log, topic)).toEqual([]);
      expect(await suite.log.committedOffsets(group, topicPartitions(topic, 3))).toEqual([]);

      await transactor.commit({ records: [good] });
      expect(valuesOf(await readAll(suite.log, topic))).toEqual(['v']);
      await transactor.close();
    });

    it('reaches a reader that waits, whole', async () => {
      const topic = await suite.createTopic('repartition');
      const reading = readCount(
        await suite.another(),
        topicPartitions(topic, 3).map((place) => ({ ...place, offset: 0 })),
        30,
      );
      const transactor = await suite.log.transactor(suite.freshName());
      for (let turn = 0; turn < 3; turn += 1) {
        await transactor.commit({ records: numbered(topic, `${turn}-`, 10) });
      }
      const expected = [0, 1, 2].flatMap((turn) => numbered(topic, `${turn}-`, 10));
      expect(valuesOf(await reading)).toEqual(expected.map(({ value }) => value?.toString()));
      await transactor.close();
    });

    it('comes after the ones that its owner asked for before', async () => {
      const topic = await suite.createTopic('repartition');
      const transactor = await suite.log.transactor(suite.freshName());
      await Promise.all(
        Array.from({ length: 20 }, (_, turn) =>
          transactor.commit({ records: numbered(topic, `${turn}-`, 1) }),
        ),
      );
      expect(valuesOf(await readAll(suite.log, topic))).toEqual(
        Array.from({ length: 20 }, (_, turn) => `${turn}-0`),
      );
      await transactor.close();
    });

    it('is refused once its owner is closed, or has no name', async () => {
      const transactor = await suite.log.transactor(suite.freshName());
      await transactor.close();
      await expectCode(transactor.commit({ records: [] }), 'CLOSED');
      await expectCode(suite.log.transactor(''), 'INVALID_ARGUMENT');
    });
  });

  fencingTests(suite);
}

function fencingTests(suite: Suite): void {
  describe('a new owner of a transactional id', () => {
    it.each(['in the same client', 'in another client'])(
      'fences the old one: %s',
      async (where) => {
        const topic = await suite.createTopic('repartition');
        const group = suite.freshName();
        const id = suite.freshName();
        const old = await suite.log.transactor(id);
        await old.commit({ records: numbered(topic, 'old', 1) });
        const log = where === 'in the same client' ? suite.log : await suite.another();
        const fresh = await log.transactor(id);
        const offsets = [{ topic, partition: 0, offset: 1 }];
        const late = { records: numbered(topic, 'late', 1), group, offsets };
        await expectCode(old.commit(late), 'FENCED', id);
        await fresh.commit({ records: numbered(topic, 'fresh', 1) });
        await expectCode(old.commit(late), 'FENCED', id);
        expect(valuesOf(await readAll(suite.log, topic))).toEqual(['old0', 'fresh0']);
        expect(await suite.log.committedOffsets(group, topicPartitions(topic, 3))).toEqual([]);
        await Promise.all([old.close(), fresh.close()]);
      },
    );

    it('sees a transaction that was under way either whole or never', async () => {
      const topic = await suite.createTopic('repartition');
      const id = suite.freshName();
      const other = await suite.another();
      const old = await suite.log.transactor(id);
      const underWay = old.commit({ records: numbered(topic, 'r', 50) }).then(
        () => 50,
        () => 0,
      );
      const fresh = await other.transactor(id);
      const seen = (await readAll(other, topic)).length;
      expect(seen).toBe(await underWay);
      expect((await readAll(other, topic)).length).toBe(seen);
      await Promise.all([old.close(), fresh.close()]);
    });

    it('leaves the owners of other ids alone', async () => {
      const topic = await suite.createTopic('repartition');
      const one = await suite.log.transactor(suite.freshName());
      const two = await suite.log.transactor(suite.freshName());
      await one.commit({ records: numbered(topic, 'one', 1) });
      await two.commit({ records: numbered(topic, 'two', 1) });
      expect(valuesOf(await readAll(suite.log, topic))).toEqual(['one0', 'two0']);
      await Promise.all([one.close(), two.close()]);
    });
  });
}
