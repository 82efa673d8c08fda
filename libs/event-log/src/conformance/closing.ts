import { describe, expect, it } from '@jest/globals';
import type { EventLog } from '../event-log.ts';
import { fromEarliest } from '../partition-offsets.ts';
import { expectCode } from './expect-code.ts';
import { numbered, record } from './new-records.ts';
import { readAll, readCount, valuesOf } from './reading.ts';
import type { Suite } from './suite.ts';

export function closingTests(suite: Suite): void {
  describe('close', () => {
    const calls: [string, (log: EventLog, topic: string) => Promise<unknown>][] = [
      [
        'createTopics',
        (log, topic) => log.createTopics([{ name: topic, kind: 'changelog', partitions: 3 }]),
      ],
      ['describeTopic', (log, topic) => log.describeTopic(topic)],
      ['append', (log, topic) => log.append([record(topic, 'k', 'v')])],
      ['read', (log, topic) => readCount(log, [{ topic, partition: 0, offset: 0 }], 1)],
      ['earliestOffsets', (log, topic) => log.earliestOffsets(topic)],
      ['endOffsets', (log, topic) => log.endOffsets(topic)],
      ['truncate', (log, topic) => log.truncate([{ topic, partition: 0, offset: 0 }])],
      ['joinGroup', (log, topic) => log.joinGroup({ group: topic, topics: [topic] })],
      ['groupMembers', (log, topic) => log.groupMembers(topic)],
      ['committedOffsets', (log, topic) => log.committedOffsets(topic, [{ topic, partition: 0 }])],
      [
        'commitOffsets',
        (log, topic) => log.commitOffsets(topic, [{ topic, partition: 0, offset: 0 }]),
      ],
      ['transactor', (log, topic) => log.transactor(topic)],
    ];

    it.each(calls)('makes %s fail afterwards', async (_, call) => {
      const topic = await suite.createTopic('changelog');
      const log = await suite.another();
      await log.close();
      await expectCode(call(log, topic), 'CLOSED');
    });

    it('makes the commits of its transactors fail afterwards', async () => {
      const log = await suite.another();
      const transactor = await log.transactor(suite.freshName());
      await log.close();
      await expectCode(transactor.commit({ records: [] }), 'CLOSED');
      await transactor.close();
    });

    it('can be called again', async () => {
      const log = await suite.another();
      await Promise.all([log.close(), log.close()]);
      await log.close();
    });

    it('ends a read that waits', async () => {
      const topic = await suite.createTopic('changelog');
      const log = await suite.another();
      const batches = log.read(await fromEarliest(log, [topic]))[Symbol.asyncIterator]();
      const ending = batches.next();
      await log.close();
      expect((await ending).done).toBe(true);
    });

    it('ends a read in the middle of its work', async () => {
      const topic = await suite.createTopic('repartition');
      await suite.log.append(numbered(topic, 'r', 10));
      const log = await suite.another();
      const from = await fromEarliest(log, [topic]);
      const batches = log.read(from, { maxRecords: 1 })[Symbol.asyncIterator]();
      await batches.next();
      await log.close();
      let more = 0;
      while ((await batches.next()).done !== true) {
        more += 1;
      }
      expect(more).toBeLessThan(10);
    });

    it('waits for the appends under way', async () => {
      const topic = await suite.createTopic('repartition');
      const log = await suite.another();
      const appends = Array.from({ length: 20 }, (_, call) =>
        log.append(numbered(topic, `${call}-`, 1)),
      );
      await log.close();
      expect((await Promise.all(appends)).flat()).toHaveLength(20);
      expect(valuesOf(await readAll(suite.log, topic))).toHaveLength(20);
    });
  });
}
