import { describe, expect, it } from '@jest/globals';
import type { EventLog } from '../event-log.ts';
import type { LogRecord } from '../log-record.ts';
import { fromEarliest } from '../partition-offsets.ts';
import { numbered, record } from './new-records.ts';
import { entriesOf, readAll, valuesOf } from './reading.ts';
import type { Suite } from './suite.ts';

type Clean = (log: EventLog, topic: string) => Promise<void>;

/** Only what the test itself wrote: an adapter may have to append to make its log clean. */
function ownOf(records: readonly LogRecord[]): LogRecord[] {
  return records.filter(({ key }) => key?.toString().startsWith('own-') === true);
}

export function compactionTests(suite: Suite, compact: Clean): void {
  describe('compaction', () => {
    it('keeps the newest record of each key, in order and at its offset', async () => {
      const topic = await suite.createTopic('changelog', { partitions: 1 });
      const keys = ['own-a', 'own-b', 'own-a', 'own-c', 'own-b', 'own-a'];
      const appended = await suite.log.append(
        keys.map((key, index) => record(topic, key, `${index}`)),
      );
      await compact(suite.log, topic);
      const left = ownOf(await readAll(suite.log, topic));
      expect(entriesOf(left)).toEqual(['own-c=3', 'own-b=4', 'own-a=5']);
      expect(left.map(({ offset }) => offset)).toEqual(
        appended.slice(3).map(({ offset }) => offset),
      );
    });

    it('works again on what came since', async () => {
      const topic = await suite.createTopic('changelog', { partitions: 1 });
      for (let round = 0; round < 3; round += 1) {
        await suite.log.append([
          record(topic, 'own-same', `${round}`),
          record(topic, `own-${round}`, `${round}`),
        ]);
        await compact(suite.log, topic);
      }
      expect(entriesOf(ownOf(await readAll(suite.log, topic)))).toEqual([
        'own-0=0',
        'own-1=1',
        'own-same=2',
        'own-2=2',
      ]);
    });

    it('keeps tombstones long enough for readers to see them', async () => {
      const topic = await suite.createTopic('changelog', { partitions: 1 });
      await suite.log.append([
        record(topic, 'own-gone', 'x'),
        record(topic, 'own-here', 'x'),
        record(topic, 'own-gone', null),
      ]);
      await compact(suite.log, topic);
      await compact(suite.log, topic);
      expect(entriesOf(ownOf(await readAll(suite.log, topic)))).toEqual([
        'own-here=x',
        'own-gone=null',
      ]);
    });

    it('brings a reader in the middle of it to the same state', async () => {
      const topic = await suite.createTopic('changelog', { partitions: 1 });
      const rounds = Array.from({ length: 40 }, (_, round) =>
        Array.from({ length: 50 }, (_, key) => record(topic, `own-${key}`, `${round}`)),
      );
      await suite.log.append(rounds.flat());
      const ends = await suite.log.endOffsets(topic);
      const state = new Map<string, string>();
      let compacted = false;
      let position = 0;
      const from = await fromEarliest(suite.log, [topic]);
      for await (const batch of suite.log.read(from, { maxRecords: 20 })) {
        batch.records.forEach(({ key, value }) => state.set(String(key), String(value)));
        position = batch.positions[0]?.offset ?? position;
        if (position >= (ends[0]?.offset ?? 0)) {
          break;
        }
        if (!compacted) {
          compacted = true;
          await compact(await suite.another(), topic);
        }
      }
      const own = [...state].filter(([key]) => key.startsWith('own-'));
      expect(new Map(own)).toEqual(
        new Map(Array.from({ length: 50 }, (_, key) => [`own-${key}`, '39'])),
      );
    });
  });
}

export function retentionTests(suite: Suite, expire: Clean): void {
  describe('the age limit of a record stream', () => {
    it('deletes what is older, from the oldest on', async () => {
      const retentionMs = 3_600_000;
      const topic = await suite.createTopic('record-stream', { partitions: 1, retentionMs });
      const old = numbered(topic, 'own-old', 700).map((each) => ({
        ...each,
        timestampMs: Date.now() - 2 * retentionMs,
      }));
      await suite.log.append(old);
      await expire(suite.log, topic);
      await suite.log.append(numbered(topic, 'own-young', 3));
      await expire(suite.log, topic);
      const left = ownOf(await readAll(suite.log, topic));
      expect(valuesOf(left)).toEqual(['own-young0', 'own-young1', 'own-young2']);
    });

    it('deletes nothing from a stream that has none', async () => {
      const topic = await suite.createTopic('record-stream', { partitions: 1 });
      await suite.log.append([{ ...record(topic, 'own-old', 'x'), timestampMs: 1 }]);
      await expire(suite.log, topic);
      expect(valuesOf(ownOf(await readAll(suite.log, topic)))).toEqual(['x']);
    });
  });
}
