import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { FileLock } from './file-lock.ts';

const directory = mkdtempSync(join(tmpdir(), 'file-lock-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Whether another process can take the lock just now. */
function isFreeForOthers(path: string): boolean {
  const script = `new (require('node:sqlite').DatabaseSync)(process.argv[1]).exec('BEGIN EXCLUSIVE')`;
  return spawnSync(process.execPath, ['-e', script, path]).status === 0;
}

describe('FileLock', () => {
  it('keeps everybody else out until it is released', () => {
    const path = join(directory, 'one');
    const lock = FileLock.tryAcquire(path);
    expect(lock).toBeDefined();
    expect(FileLock.tryAcquire(path)).toBeUndefined();
    expect(isFreeForOthers(path)).toBe(false);
    lock?.release();
    expect(isFreeForOthers(path)).toBe(true);
    FileLock.tryAcquire(path)?.release();
  });

  it('is not lost by looking at it', () => {
    const path = join(directory, 'two');
    expect(FileLock.isHeld(path)).toBe(false);
    const lock = FileLock.tryAcquire(path);
    expect(FileLock.isHeld(path)).toBe(true);
    expect(isFreeForOthers(path)).toBe(false);
    lock?.release();
    expect(FileLock.isHeld(path)).toBe(false);
  });

  it('fails where no lock can be', () => {
    expect(() => FileLock.tryAcquire(join(directory, 'missing', 'lock'))).toThrow('unable to open');
  });
});
