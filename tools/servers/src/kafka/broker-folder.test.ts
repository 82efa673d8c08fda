import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BrokerFolder, isKafkaRunning } from './broker-folder.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'broker-folder-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

describe('BrokerFolder', () => {
  it('removes a temporary one', () => {
    const folder = new BrokerFolder(undefined);
    writeFileSync(folder.log, '');
    folder.removeIfTemporary();
    expect(existsSync(folder.path)).toBe(false);
  });

  it('makes and keeps one that was asked for', () => {
    const folder = new BrokerFolder(join(parent, 'deep', 'kafka'));
    folder.removeIfTemporary();
    expect(existsSync(folder.path)).toBe(true);
  });
});

describe('isKafkaRunning', () => {
  it('is not taken in by a process id that was given away again', () => {
    const folder = new BrokerFolder(parent);
    expect(isKafkaRunning(parent)).toBe(false);
    folder.note(process.pid);
    expect(isKafkaRunning(parent)).toBe(false);
  });
});
