import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkWritable, DataFolderError, isInUse, readDataFolder } from './data-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-folder-'));
  mkdirSync(join(folder, 'log'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Opens the log's file as a service does, in a process of its own, until it is killed. */
async function startService() {
  const script = `
    const { DatabaseSync } = require('node:sqlite');
    const log = new DatabaseSync(process.argv[1]);
    log.exec('PRAGMA journal_mode = WAL; CREATE TABLE topics (name)');
    console.log('open');
    setInterval(() => log.isOpen, 1_000);
  `;
  const service = spawn(process.execPath, ['-e', script, join(folder, 'log/log.db')]);
  await once(service.stdout, 'data');
  return service;
}

describe('isInUse', () => {
  it('is true while a service has the log open, though it does nothing', async () => {
    const service = await startService();
    expect(isInUse(folder)).toBe(true);
    service.kill('SIGKILL');
    await once(service, 'close');
    expect(isInUse(folder)).toBe(false);
  });

  it('is false for data of nobody, and where there is no data', () => {
    expect(isInUse(folder)).toBe(false);
    expect(isInUse(join(folder, 'missing'))).toBe(false);
  });
});

describe('checkWritable', () => {
  it('makes the folder, and is content with one that is there', () => {
    checkWritable(join(folder, 'new/data'));
    checkWritable(join(folder, 'new/data'));
    expect(existsSync(join(folder, 'new/data'))).toBe(true);
  });

  it('names a folder that cannot be made, and why', () => {
    writeFileSync(join(folder, 'file'), '');
    const data = join(folder, 'file/data');
    expect(() => checkWritable(data)).toThrow(DataFolderError);
    expect(() => checkWritable(data)).toThrow(`DATA_DIR ${data} cannot be written`);
  });
});

describe('readDataFolder', () => {
  it('is what the services read', () => {
    expect(readDataFolder({})).toBe('.data');
    expect(readDataFolder({ DATA_DIR: '/mnt/stage' })).toBe('/mnt/stage');
  });

  it('is refused beside another setting that no service would take', () => {
    expect(() => readDataFolder({ LOG_LEVEL: 'loud' })).toThrow('LOG_LEVEL="loud" is not allowed');
  });
});
