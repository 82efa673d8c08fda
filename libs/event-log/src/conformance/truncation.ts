import { describe, expect, it } from '@jest/globals';
import { topicPartitions } from '../partition-offsets.ts';
import { expectCode } from './expect-code.ts';
import { numbered } from './new-records.ts';
import { readAll, readCount, valuesOf } from './reading.ts';
import type { Suite } from './suite.ts';

const KIBIBYTE = 1_024;

export function truncationTests(suite: Suite): void {
  describe('truncate', () => {
    it('deletes what is before, and moves the earliest offset', async () => {
      const topic = await suite.createTopic('repartition');
      const appended = await suite.log.append(numbered(topic, 'r', 10));
      const offset = appended[7]?.offset ?? -1;
      await suite.log.truncate([{ topic, partition: 0, offset }]);
      expect((await suite.log.earliestOffsets(topic))[0]?.offset).toBe(offset);
      expect(valuesOf(await readAll(suite.log, topic))).toEqual(['r7', 'r8', 'r9']);
    });

    it('lets a reader that comes too late start at the earliest', async () => {
      const topic = await suite.createTopic('repartition');
      const appended = await suite.log.append(numbered(topic, 'r', 10));
      await suite.log.truncate([{ topic, partition: 0, offset: appended[8]?.offset ?? -1 }]);
      const from = [{ topic, partition: 0, offset: appended[0]?.offset ?? -1 }];
      expect(valuesOf(await readCount(suite.log, from, 2))).toEqual(['r8', 'r9']);
    });

    it('can delete everything; offsets go on', async () => {
      const topic = await suite.createTopic('repartition');
      await suite.log.append(numbered(topic, 'r', 1_200));
      const ends = await suite.log.endOffsets(topic);
      await suite.log.truncate(ends);
      await suite.log.truncate(ends);
      expect(await suite.log.earliestOffsets(topic)).toEqual(ends);
      const [next] = await suite.log.append(numbered(topic, 'next', 1));
      expect(next?.offset).toBeGreaterThanOrEqual(ends[0]?.offset ?? 0);
      expect(valuesOf(await readAll(suite.log, topic))).toEqual(['next0']);
    });

    it('is refused beyond the end, and for topics of other kinds', async () => {
      const topic = await suite.createTopic('repartition');
      const changelog = await suite.createTopic('changelog');
      const truncate = (name: string, offset: number) =>
        suite.log.truncate([{ topic: name, partition: 0, offset }]);
      await expectCode(truncate(topic, 1), 'OFFSET_OUT_OF_RANGE', topic);
      await expectCode(truncate(topic, -1), 'INVALID_ARGUMENT');
      await expectCode(truncate(changelog, 0), 'INVALID_TOPIC', changelog);
      await expectCode(truncate(`${topic}-missing`, 0), 'UNKNOWN_TOPIC');
    });

    it('shows that a slow reader holds the log back: what it had not asked for is gone', async () => {
      const topic = await suite.createTopic('repartition');
      const value = Buffer.alloc(KIBIBYTE, 'x');
      const records = numbered(topic, 'r', 1_000).map((each) => ({ ...each, value }));
      for (let call = 0; call < 20; call += 1) {
        await suite.log.append(records);
      }
      const from = topicPartitions(topic, 1).map((place) => ({ ...place, offset: 0 }));
      let seen = 0;
      for await (const batch of suite.log.read(from, { maxRecords: 10 })) {
        if (seen === 0) {
          await suite.log.truncate((await suite.log.endOffsets(topic)).slice(0, 1));
          await suite.log.append(numbered(topic, 'last', 1));
        }
        seen += batch.records.length;
        if (batch.records.at(-1)?.value?.toString() === 'last0') {
          break;
        }
      }
      expect(seen).toBeLessThan(10_000);
    });
  });
}
