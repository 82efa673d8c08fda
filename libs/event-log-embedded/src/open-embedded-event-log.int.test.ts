import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { EventLogError } from '@user-information/event-log';
import { testDirectory } from './test-directory.ts';

const files = testDirectory();

async function failureOf(attempt: Promise<unknown>): Promise<EventLogError> {
  const outcome = await attempt.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(EventLogError);
  const error = outcome as EventLogError;
  expect(error.message.split('\n')).toHaveLength(1);
  return error;
}

function databaseIn(directory: string): DatabaseSync {
  mkdirSync(directory, { recursive: true });
  return new DatabaseSync(join(directory, 'log.db'));
}

describe('openEmbeddedEventLog', () => {
  it('makes the folder, and finds what is there the next time', async () => {
    const directory = join(files.freshDirectory(), 'a', 'b');
    const first = await files.open({ directory });
    await first.createTopics([{ name: 'users', kind: 'changelog', partitions: 2 }]);
    await first.append([{ topic: 'users', key: Buffer.from('k'), value: Buffer.from('v') }]);
    await first.close();
    const second = await files.open({ directory });
    const ends = await second.endOffsets('users');
    expect(ends.map(({ offset }) => offset).sort()).toEqual([0, 1]);
  });

  it('can be called by many at once for a folder that is not there yet', async () => {
    const directory = files.freshDirectory();
    const logs = await Promise.all(Array.from({ length: 8 }, () => files.open({ directory })));
    const topic = { name: 'users', kind: 'changelog', partitions: 1 } as const;
    await logs[0]?.createTopics([topic]);
    expect(await Promise.all(logs.map((log) => log.describeTopic('users')))).toEqual(
      logs.map(() => topic),
    );
  });

  it('leaves nothing but the log and its locks when the last one closes', async () => {
    const directory = files.freshDirectory();
    await (await files.open({ directory, durability: 'power' })).close();
    expect(readdirSync(directory).sort()).toEqual(['locks', 'log.db', 'wake']);
  });

  it('names an option that is wrong', async () => {
    const error = await failureOf(
      files.open({ durability: 'none' as 'power', maxRecordBytes: 0, pollInterval: 5 } as object),
    );
    expect(error.code).toBe('INVALID_ARGUMENT');
    expect(error.message).toContain('durability');
    expect(error.message).toContain('maxRecordBytes');
    expect(error.message).toContain('pollInterval');
  });
});

describe('a folder that cannot be used', () => {
  it.each(['', 'inside'])('is named when a file is in its place: %j', async (inside) => {
    const file = files.freshDirectory();
    writeFileSync(file, '');
    const directory = join(file, inside);
    const error = await failureOf(files.open({ directory }));
    expect(error.code).toBe('STORAGE');
    expect(error.message).toContain(directory);
    expect(error.message).toContain('choose another directory');
  });

  it('is named when its file is no database', async () => {
    const directory = files.freshDirectory();
    mkdirSync(directory);
    writeFileSync(join(directory, 'log.db'), 'a shopping list, say '.repeat(500));
    const error = await failureOf(files.open({ directory }));
    expect(error.code).toBe('STORAGE');
    expect(error.message).toContain(directory);
    expect(error.message).toContain('not an event log');
  });

  it('is named when its database is of another program', async () => {
    const directory = files.freshDirectory();
    const database = databaseIn(directory);
    database.exec('CREATE TABLE shopping (item TEXT)');
    database.close();
    const error = await failureOf(files.open({ directory }));
    expect(error.code).toBe('STORAGE');
    expect(error.message).toContain(join(directory, 'log.db'));
    expect(error.message).toContain('another program');
  });

  it('is named when a newer program wrote it', async () => {
    const directory = files.freshDirectory();
    await (await files.open({ directory })).close();
    const database = databaseIn(directory);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const error = await failureOf(files.open({ directory }));
    expect(error.code).toBe('STORAGE');
    expect(error.message).toContain('format 99');
    expect(error.message).toContain('newer program');
  });

  it('is named when its file is damaged', async () => {
    const directory = files.freshDirectory();
    const log = await files.open({ directory });
    await log.createTopics([{ name: 'users', kind: 'changelog', partitions: 1 }]);
    await log.close();
    const database = databaseIn(directory);
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
    database.close();
    writeFileSync(join(directory, 'log.db'), Buffer.alloc(4096 * pages, 'x'), { flag: 'r+' });
    const error = await failureOf(files.open({ directory }));
    expect(error.code).toBe('STORAGE');
    expect(error.message).toContain(directory);
  });
});
