import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { commandOf } from './command-of.ts';

describe('commandOf', () => {
  it('tells what a process runs', () => {
    expect(commandOf(process.pid)).toContain('jest');
  });

  it('knows that one has ended', () => {
    const { pid } = spawnSync('sh', ['-c', ':']);
    expect(commandOf(pid)).toBeUndefined();
  });
});
