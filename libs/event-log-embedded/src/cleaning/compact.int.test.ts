import { describe, expect, it } from '@jest/globals';
import type { EventLog, LogRecord } from '@user-information/event-log';
import { readAll } from '@user-information/event-log';
import fc from 'fast-check';
import type { EmbeddedEventLog } from '../embedded-event-log.ts';
import type { EmbeddedLogOptions } from '../options.ts';
import { testDirectory } from '../test-directory.ts';

const HOUR_MS = 3_600_000;
const files = testDirectory();
const topic = 'users';

async function openChangelog(options: Partial<EmbeddedLogOptions> = {}): Promise<EmbeddedEventLog> {
  const log = await files.open({ minDirtyRatio: 0, minCompactionLagMs: 0, ...options });
  await log.createTopics([{ name: topic, kind: 'changelog', partitions: 1 }]);
  return log;
}

async function append(log: EventLog, ...entries: readonly string[]): Promise<void> {
  await log.append(
    entries.map((entry) => {
      const [key = '', value] = entry.split('=');
      return {
        topic,
        key: Buffer.from(key),
        value: value === undefined ? null : Buffer.from(value),
      };
    }),
  );
}

/** `key=value` a record, and only `key` for a tombstone. */
async function entries(log: EventLog): Promise<string[]> {
  const records = await readAll(log, topic);
  return records.map(({ key, value }) =>
    [key, ...(value === null ? [] : [value])].map(String).join('='),
  );
}

describe('compaction', () => {
  it('leaves young records alone, so that close readers see every change', async () => {
    const log = await openChangelog({ minCompactionLagMs: HOUR_MS });
    const old = { topic, key: Buffer.from('k'), timestampMs: Date.now() - 2 * HOUR_MS };
    await log.append(['1', '2'].map((value) => ({ ...old, value: Buffer.from(value) })));
    await append(log, 'k=3', 'k=4');
    await log.clean();
    expect(await entries(log)).toEqual(['k=2', 'k=3', 'k=4']);
  });

  it('waits until enough of a changelog is new', async () => {
    const log = await openChangelog({ minDirtyRatio: 0.5 });
    await append(log, 'a=1', 'b=1', 'c=1', 'd=1');
    await log.clean();
    await append(log, 'a=2', 'a=3', 'a=4');
    await log.clean();
    expect(await entries(log)).toHaveLength(7);
    await append(log, 'a=5');
    await log.clean();
    expect(await entries(log)).toEqual(['b=1', 'c=1', 'd=1', 'a=5']);
  });

  it('drops tombstones once they have stayed long enough', async () => {
    const log = await openChangelog({ deleteRetentionMs: 0 });
    await append(log, 'gone=1', 'here=1', 'gone');
    await log.clean();
    expect(await entries(log)).toEqual(['here=1', 'gone']);
    await log.clean();
    expect(await entries(log)).toEqual(['here=1']);
  });

  it('counts how long a tombstone stays from when compaction first saw it', async () => {
    const directory = files.freshDirectory();
    const patient = await openChangelog({ directory, deleteRetentionMs: HOUR_MS });
    await patient.append([{ topic, key: Buffer.from('k'), value: null, timestampMs: 1 }]);
    await patient.clean();
    await patient.clean();
    expect(await entries(patient)).toEqual(['k']);
    const hasty = await files.open({ directory, minCompactionLagMs: 0, deleteRetentionMs: 0 });
    await hasty.clean();
    expect(await entries(hasty)).toEqual([]);
  });

  it('does not bring back what a dropped tombstone deleted', async () => {
    const log = await openChangelog({ deleteRetentionMs: 0 });
    await append(log, 'k=1', 'other=1');
    await log.clean();
    await append(log, 'k');
    await log.clean();
    await log.clean();
    expect(await entries(log)).toEqual(['other=1']);
    await append(log, 'k=2');
    await log.clean();
    expect(await entries(log)).toEqual(['other=1', 'k=2']);
  });

  it('does not touch the other kinds of topics', async () => {
    const log = await openChangelog();
    const kinds = ['record-stream', 'repartition'] as const;
    await log.createTopics(kinds.map((kind) => ({ name: kind, kind, partitions: 1 })));
    const record = { key: Buffer.from('k'), value: Buffer.from('v') };
    await log.append(kinds.flatMap((name) => [1, 2, 3].map(() => ({ ...record, topic: name }))));
    await log.clean();
    for (const kind of kinds) {
      expect((await log.earliestOffsets(kind))[0]?.offset).toBe(0);
    }
  });

  it('keeps the newest of each key, and every reader right, whatever happens when', async () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd');
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(fc.constant('put'), key) },
      { weight: 2, arbitrary: fc.tuple(fc.constant('delete'), key) },
      { weight: 2, arbitrary: fc.tuple(fc.constant('clean')) },
      { weight: 3, arbitrary: fc.tuple(fc.constant('read'), fc.integer({ min: 1, max: 5 })) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const log = await openChangelog();
        const truth = new Map<string, string | null>();
        const seen = new Map<string, string | null>();
        const take = (records: readonly LogRecord[]): void =>
          records.forEach((each) => seen.set(String(each.key), each.value?.toString() ?? null));
        const reading = log.read([{ topic, partition: 0, offset: 0 }], { maxRecords: 3 });
        const batches = reading[Symbol.asyncIterator]();
        let position = 0;
        let clock = 0;
        const readOn = async (): Promise<boolean> => {
          const [end] = await log.endOffsets(topic);
          if (position >= (end?.offset ?? 0)) {
            return false;
          }
          const next = await batches.next();
          if (next.done !== true) {
            take(next.value.records);
            position = next.value.positions[0]?.offset ?? position;
          }
          return true;
        };
        for (const [action, argument] of steps) {
          if (action === 'clean') {
            await log.clean();
          } else if (action === 'read') {
            await readOn();
          } else {
            clock += 1;
            const value = action === 'put' ? `${clock}` : null;
            truth.set(argument, value);
            await append(log, value === null ? argument : `${argument}=${value}`);
          }
        }
        await log.clean();
        while (await readOn());
        await batches.return?.();
        expect(seen).toEqual(truth);
        const left = await readAll(log, topic);
        expect(left).toHaveLength(truth.size);
        const offsets = left.map(({ offset }) => offset);
        expect(offsets).toEqual([...offsets].sort((one, other) => one - other));
        await log.close();
      }),
      { numRuns: 40 },
    );
  });
});
