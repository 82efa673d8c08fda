import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { forgetData } from './forget-data.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'forget-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), 'x');
}

describe('forgetData', () => {
  it('removes the log and the state of services, and the folder when it is empty then', () => {
    write('log/log.db');
    write('join-service/0/CURRENT');
    expect(forgetData(folder, ['join-service', 'user-service'])).toBe(true);
    expect(existsSync(folder)).toBe(false);
  });

  it('leaves what is not of the demo', () => {
    write('log/log.db');
    write('thesis.tex');
    expect(forgetData(folder, ['join-service'])).toBe(true);
    expect(readdirSync(folder)).toEqual(['thesis.tex']);
  });

  it('says when there was nothing to forget', () => {
    write('thesis.tex');
    expect(forgetData(folder, ['join-service'])).toBe(false);
    expect(forgetData(join(folder, 'missing'), ['join-service'])).toBe(false);
  });
});
