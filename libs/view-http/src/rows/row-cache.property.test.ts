import { describe, expect, it } from '@jest/globals';
import { createMetrics } from '@user-information/observability';
import type { Entry } from '@user-information/state-store';
import fc from 'fast-check';
import { RowCache } from './row-cache.ts';
import { aRow } from './test-rows.ts';

describe('a cache before a store', () => {
  // A store whose reads see a value at a moment of their own, and whose writes become visible
  // before the writer knows: the scheduler tries every order of these steps.
  it('never answers with an older value than an answer that came before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        async (scheduler, readers, filledBefore) => {
          const subject = new RowCache({
            maxBytes: 10_000,
            metrics: createMetrics({ service: 't' }),
          });
          let stored = 0;
          const read = async (written?: Buffer) => {
            if (written !== undefined) return aRow(written.toString());
            await scheduler.schedule(Promise.resolve(), 'read begins');
            const seen = aRow(String(stored));
            await scheduler.schedule(Promise.resolve(), 'read ends');
            return seen;
          };
          const write = async (value: number) => {
            await scheduler.schedule(Promise.resolve(), 'write begins');
            stored = value;
            await scheduler.schedule(Promise.resolve(), 'write ends');
          };
          let newestAnswer = 0;
          const ask = async (isList: boolean) => {
            const atLeast = newestAnswer;
            const answer = isList
              ? await read()
              : (subject.get('a') ?? (await subject.load('a', read)));
            const seen = Number(answer?.json);
            expect(seen).toBeGreaterThanOrEqual(atLeast);
            newestAnswer = Math.max(newestAnswer, seen);
          };

          const snapshot = async function* () {
            const value = Buffer.from(String(stored));
            await scheduler.schedule(Promise.resolve(), 'comes to the entry');
            yield { key: Buffer.from('a'), value };
          };
          const fill = async (entries: AsyncIterable<Entry>) => {
            const each = entries[Symbol.asyncIterator]();
            while ((await each.next()).done !== true) {
              await scheduler.schedule(Promise.resolve(), 'counts it');
            }
          };
          const filled: Promise<void>[] = [];
          const writer = async () => {
            for (const value of [1, 2, 3]) {
              if (value === filledBefore) filled.push(fill(subject.fillFrom(snapshot())));
              await scheduler.schedule(Promise.resolve(), 'pause between writes');
              await subject.update([{ key: 'a', value: Buffer.from(String(value)) }], () =>
                write(value),
              );
            }
          };
          const reader = async (isList: boolean) => {
            for (let asked = 0; asked < 4; asked += 1) {
              await ask(isList);
              await scheduler.schedule(Promise.resolve(), 'asks again');
            }
          };
          const all = [
            writer(),
            reader(true),
            ...Array.from({ length: readers }, () => reader(false)),
          ];
          await scheduler.waitFor(Promise.all(all).then(() => Promise.all(filled)));
          const last = subject.get('a') ?? (await scheduler.waitFor(subject.load('a', read)));
          expect(last?.json).toBe('3');
        },
      ),
      { numRuns: 300 },
    );
  });
});
