import { describe, expect, it } from '@jest/globals';
import { readSettings, usage } from './settings.ts';

describe('readSettings', () => {
  it('measures every mode unless told otherwise', () => {
    expect(readSettings([])).toMatchObject({
      modes: ['local', 'replicated', 'partitioned', 'redis', 'queries'],
      users: 100_000,
      'per-second': 1_000,
      'updates-per-second': 500,
      json: false,
    });
  });

  it('takes flags', () => {
    const args = ['--modes', 'redis,local', '--updates-per-second', '0', '--json'];
    expect(readSettings(args)).toMatchObject({
      modes: ['redis', 'local'],
      'updates-per-second': 0,
      json: true,
    });
  });

  it.each([
    [['--modes', 'local,remote'], /^--modes\.1: .*"queries"/],
    [['--users', '0'], /^--users: /],
  ])('refuses %j and says what is wrong', (args, message) => {
    expect(() => readSettings(args)).toThrow(message);
  });
});

describe('usage', () => {
  it('has a line for each flag, with its default', () => {
    expect(usage()).toMatch(/--updates-per-second +updates\/s of the view meanwhile \(500\)/);
  });
});
