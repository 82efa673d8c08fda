import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventLog, LogRecord, PartitionOffset } from '@user-information/event-log';
import { readAll } from '@user-information/event-log';
import { openEmbeddedEventLog } from '../open-embedded-event-log.ts';
import { CrashProcess } from './crash-process.ts';
import {
  COPIER,
  COPIES,
  createCrashTopics,
  EVENTS,
  LATEST,
  PARTITIONS,
  Sequences,
} from './crash-topics.ts';

const WRITERS = ['ada', 'bob', 'eve'];
const partitions = Array.from({ length: PARTITIONS }, (_, partition) => partition);
const SINGLE_KILLS = 25;
const KILLS_OF_ALL = 5;
const MAX_DELAY_MS = 40;

describe('processes killed with -9 in the middle of their work', () => {
  const directory = mkdtempSync(join(tmpdir(), 'event-log-crash-'));
  const children: CrashProcess[] = [];
  let log: EventLog;

  beforeAll(async () => {
    log = await openEmbeddedEventLog({ directory, cleans: false });
    await createCrashTopics(log);
  });
  afterEach(async () => {
    await Promise.allSettled(children.map((child) => child.end('SIGKILL')));
  });
  afterAll(async () => {
    await log.close();
    rmSync(directory, { recursive: true });
  });

  function start(file: string, name: string): CrashProcess {
    const child = new CrashProcess(join(__dirname, file), directory, name);
    children.push(child);
    return child;
  }

  it('lose no acknowledged record, double none, leave no gap and no reader stuck', async () => {
    const writers = WRITERS.map((name) => start('crash-writer.ts', name));
    const readers = ['reader-1', 'reader-2'].map((name) => start('crash-reader.ts', name));
    const copier = start('crash-copier.ts', COPIER);

    let kills = 0;
    const kill = async (victims: readonly CrashProcess[]): Promise<void> => {
      await Promise.all(victims.map((victim) => victim.atWork()));
      await sleep(Math.random() * MAX_DELAY_MS);
      await Promise.all(victims.map((victim) => victim.end('SIGKILL')));
      victims.forEach((victim) => victim.start());
      kills += victims.length;
    };
    for (let turn = 0; turn < SINGLE_KILLS; turn += 1) {
      await kill(children.slice(turn % children.length).slice(0, 1));
      if (turn % (SINGLE_KILLS / KILLS_OF_ALL) === 0) {
        await kill(children);
      }
    }
    expect(kills).toBeGreaterThanOrEqual(50);

    await Promise.all(writers.map((writer) => writer.atWork()));
    await Promise.all(writers.map((writer) => writer.end('SIGTERM')));
    const ends = await log.endOffsets(EVENTS);
    await Promise.all(
      [...readers, copier].map((child) => child.until(() => hasReached(child, ends))),
    );
    await Promise.all(readers.map((reader) => reader.end('SIGTERM')));
    await copier.end('SIGKILL');
    expect(await log.groupMembers(COPIER)).toEqual([]);

    const events = await checkEvents(log, writers);
    await checkCopies(log, events, ends);
    await checkLatest(log, events);
  });
});

function hasReached(child: CrashProcess, ends: readonly PartitionOffset[]): boolean {
  const { durable, read } = child.progress;
  return ends.every(({ partition, offset }) => (durable ?? read)?.[partition] === offset);
}

function contentOf(records: readonly LogRecord[]): string[] {
  return records
    .map(({ partition, offset, key, value }) => ({
      partition,
      offset,
      text: `${String(key)} ${String(value)}`,
    }))
    .sort((left, right) => left.partition - right.partition || left.offset - right.offset)
    .map(({ partition, text }) => `${partition} ${text}`);
}

async function checkEvents(log: EventLog, writers: readonly CrashProcess[]): Promise<LogRecord[]> {
  const events = await readAll(log, EVENTS);
  const sequences = new Sequences();
  events.forEach((event) => sequences.take(event));
  for (const { name, progress } of writers) {
    // Each writer ended in order at last, so what it told is all that it wrote.
    expect(partitions.map((partition) => sequences.last(name, partition))).toEqual(
      progress.durable,
    );
  }
  return events;
}

async function checkCopies(
  log: EventLog,
  events: readonly LogRecord[],
  ends: readonly PartitionOffset[],
): Promise<void> {
  expect(contentOf(await readAll(log, COPIES))).toEqual(contentOf(events));
  expect(await log.committedOffsets(COPIER, ends)).toEqual(ends);
}

/** The changelog was written in one call with the events, so the newest record of each agrees. */
async function checkLatest(log: EventLog, events: readonly LogRecord[]): Promise<void> {
  const counts = new Map(WRITERS.map((name) => [name, partitions.map(() => 0)]));
  events.forEach(({ key, partition }) => {
    const count = counts.get(String(key)) ?? [];
    count[partition] = (count[partition] ?? 0) + 1;
  });
  const latest = new Map(
    (await readAll(log, LATEST)).map(({ key, value }) => [String(key), String(value)]),
  );
  for (const [name, count] of counts) {
    expect(JSON.parse(latest.get(name) ?? '')).toEqual(count);
  }
}
