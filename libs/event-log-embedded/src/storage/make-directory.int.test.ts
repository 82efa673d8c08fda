import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeDirectory } from './make-directory.ts';

describe('makeDirectory', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'make-directory-'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('makes a folder and those above it, and leaves one that is there', () => {
    const deep = join(directory, 'a', 'b', 'c');
    makeDirectory(deep);
    makeDirectory(deep);
    expect(statSync(deep).isDirectory()).toBe(true);
  });

  it('fails where a file is in the way', () => {
    writeFileSync(join(directory, 'file'), '');
    expect(() => makeDirectory(join(directory, 'file', 'folder'))).toThrow(
      expect.objectContaining({ code: 'ENOTDIR' }),
    );
  });

  it('fails, and ends, where the file system has no folders to make', () => {
    const nowhere = process.platform === 'linux' ? '/proc/no/folder' : join(directory, 'file', 'x');
    expect(() => makeDirectory(nowhere)).toThrow(/ENOENT|ENOTDIR/);
  });
});
