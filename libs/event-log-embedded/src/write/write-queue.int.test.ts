import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { Registry } from '@prometheus-io/client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { InvalidRecordError } from '@user-information/event-log';
import { createLogMetrics } from '../log-metrics.ts';
import { makeLogDirectory } from '../storage/log-directory.ts';
import { openDatabase } from '../storage/open-database.ts';
import { Storage } from '../storage/storage.ts';
import { testDirectory } from '../test-directory.ts';
import { WriteQueue } from './write-queue.ts';

const LOCK_TIMEOUT_MS = 50;
const files = testDirectory();

describe('WriteQueue', () => {
  let storage: Storage;
  let rival: DatabaseSync;
  let queue: WriteQueue;
  let commits: number;
  let rollbacks: number;

  beforeEach(async () => {
    const directory = makeLogDirectory(join(files.freshDirectory(), 'log'));
    const database = await openDatabase(directory, 'process', LOCK_TIMEOUT_MS);
    database.exec('CREATE TABLE notes (text TEXT UNIQUE)');
    rival = new DatabaseSync(directory.database);
    storage = new Storage(database, directory.database, LOCK_TIMEOUT_MS);
    commits = 0;
    rollbacks = 0;
    queue = new WriteQueue(storage, createLogMetrics(new Registry(), storage.path), {
      committed: () => (commits += 1),
      rolledBack: () => (rollbacks += 1),
    });
  });
  afterEach(async () => {
    await queue.close();
    storage.database.close();
    rival.close();
  });

  function note(text: string): Promise<string> {
    return queue.write(() => {
      storage.statement('INSERT INTO notes VALUES (?)').run(text);
      return text;
    });
  }

  function notes(): unknown[] {
    return rival
      .prepare('SELECT text FROM notes ORDER BY rowid')
      .all()
      .map(({ text }) => text);
  }

  it('commits together what waits together, in order', async () => {
    const texts = Array.from({ length: 100 }, (_, index) => `${index}`);
    expect(await Promise.all(texts.map((text) => note(text)))).toEqual(texts);
    expect(notes()).toEqual(texts);
    expect(commits).toBe(1);
  });

  it('starts another transaction when a group has become large', async () => {
    const large = Array.from({ length: 3 }, () => queue.write(() => undefined, 2_000));
    await Promise.all(large);
    expect(commits).toBe(3);
  });

  it('lets one be refused without the others', async () => {
    const before = note('before');
    const refused = queue.write(() => {
      throw new InvalidRecordError('users', 'it is blue');
    });
    const after = note('after');
    await expect(refused).rejects.toThrow('it is blue');
    await Promise.all([before, after]);
    expect(notes()).toEqual(['before', 'after']);
    expect(commits).toBe(1);
  });

  it('undoes the whole group when the database fails, and goes on with the next', async () => {
    const outcomes = await Promise.allSettled([note('same'), note('other'), note('same')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(notes()).toEqual([]);
    expect([commits, rollbacks]).toEqual([0, 1]);
    await note('same');
    expect(notes()).toEqual(['same']);
  });

  it('says that the disk is full, and works again once it is not', async () => {
    storage.database.exec('PRAGMA max_page_count = 1');
    const full = Number(storage.statement('PRAGMA max_page_count').get()?.['max_page_count']);
    storage.database.exec(`PRAGMA max_page_count = ${full + 1}`);
    await expect(note('x'.repeat(100_000))).rejects.toMatchObject({
      code: 'STORAGE',
      message: expect.stringMatching(/log\.db failed: the disk is full; free some space/),
    });
    storage.database.exec('PRAGMA max_page_count = 1000000');
    await note('small');
    expect(notes()).toEqual(['small']);
  });

  it('waits for another process that writes', async () => {
    rival.exec(`BEGIN IMMEDIATE; INSERT INTO notes VALUES ('theirs')`);
    const ours = note('ours');
    await new Promise(setImmediate);
    rival.exec('COMMIT');
    await ours;
    expect(notes()).toEqual(['theirs', 'ours']);
  });

  it('gives up on one that never ends, and works once it has', async () => {
    rival.exec('BEGIN IMMEDIATE');
    const waiting = [note('one'), note('two')];
    const outcomes = await Promise.allSettled(waiting);
    expect(outcomes).toEqual(
      waiting.map(() => ({
        status: 'rejected',
        reason: expect.objectContaining({
          code: 'STORAGE',
          message: expect.stringContaining('stayed locked for 50 ms'),
        }),
      })),
    );
    rival.exec('COMMIT');
    await note('three');
    expect(notes()).toEqual(['three']);
  });

  it('finishes what was asked for before it closes, and refuses what comes after', async () => {
    const before = note('before');
    const closing = queue.close();
    await expect(note('after')).rejects.toMatchObject({ code: 'CLOSED' });
    await closing;
    expect(await before).toBe('before');
  });
});
