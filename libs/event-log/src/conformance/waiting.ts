import { describe, expect, it } from '@jest/globals';
import type { Batch } from '../batch.ts';
import { fromEarliest } from '../partition-offsets.ts';
import { numbered, record } from './new-records.ts';
import { readCount, valuesOf } from './reading.ts';
import type { Suite } from './suite.ts';

export function waitingTests(suite: Suite): void {
  describe('a reader that waits', () => {
    it.each(['the same client', 'another client'])('is woken by an append of %s', async (who) => {
      const topic = await suite.createTopic('repartition');
      const writer = who === 'the same client' ? suite.log : await suite.another();
      const reading = readCount(suite.log, await fromEarliest(suite.log, [topic]), 3);
      for (let turn = 0; turn < 3; turn += 1) {
        await writer.append([{ ...record(topic, 'k', `${turn}`), partition: 0 }]);
      }
      expect(valuesOf(await reading)).toEqual(['0', '1', '2']);
    });

    it('ends quietly when its signal aborts', async () => {
      const topic = await suite.createTopic('repartition');
      const stop = new AbortController();
      const batches = await startReading(suite, topic, stop.signal);
      await suite.log.append(numbered(topic, 'r', 1));
      expect((await nextWithRecords(batches)).map(({ value }) => value?.toString())).toEqual([
        'r0',
      ]);
      const ending = batches.next();
      stop.abort();
      expect((await ending).done).toBe(true);
    });

    it('does not begin when its signal has aborted before', async () => {
      const topic = await suite.createTopic('repartition');
      await suite.log.append(numbered(topic, 'r', 1));
      const batches = await startReading(suite, topic, AbortSignal.abort());
      expect((await batches.next()).done).toBe(true);
    });

    it('can stop after any batch', async () => {
      const topic = await suite.createTopic('repartition');
      await suite.log.append(numbered(topic, 'r', 10));
      const from = await fromEarliest(suite.log, [topic]);
      expect(await readCount(suite.log, from, 1, { maxRecords: 2 })).toHaveLength(2);
      expect(await readCount(suite.log, from, 10)).toHaveLength(10);
    });
  });
}

async function startReading(
  suite: Suite,
  topic: string,
  signal: AbortSignal,
): Promise<AsyncIterator<Batch>> {
  const from = await fromEarliest(suite.log, [topic]);
  return suite.log.read(from, { signal })[Symbol.asyncIterator]();
}

async function nextWithRecords(batches: AsyncIterator<Batch>): Promise<Batch['records']> {
  for (;;) {
    const { value, done } = await batches.next();
    if (done === true || value.records.length > 0) {
      return done === true ? [] : value.records;
    }
  }
}
