import { describe, expect, it } from '@jest/globals';
import { readSettings, usage } from './settings.ts';

describe('readSettings', () => {
  it('runs everything unless told otherwise', () => {
    expect(readSettings([])).toMatchObject({
      users: 20_000,
      events: 200_000,
      restartUsers: 100_000,
      only: ['join', 'latency', 'restart'],
      json: false,
    });
  });

  it('takes flags', () => {
    const args = ['--users', '7', '--seconds', '0.5', '--only', 'restart,join', '--json'];
    expect(readSettings(args)).toMatchObject({
      users: 7,
      seconds: 0.5,
      only: ['restart', 'join'],
      json: true,
    });
  });

  it.each([
    [['--users', 'many'], /^--users: /],
    [['--users', '0', '--seconds=-1'], /^--users: .*; --seconds: /],
    [['--only', 'join,juggle'], /^--only\.1: .*"latency"/],
    [['--user', '7'], /--user/],
  ])('refuses %j and says what is wrong', (args, message) => {
    expect(() => readSettings(args)).toThrow(message);
  });
});

describe('usage', () => {
  it('has a line for each flag, with its default', () => {
    expect(usage()).toMatch(/--restart-users +users of restart \(100000\)/);
  });
});
