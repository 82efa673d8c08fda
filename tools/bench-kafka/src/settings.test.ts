import { describe, expect, it } from '@jest/globals';
import { readSettings, usage } from './settings.ts';

describe('readSettings', () => {
  it('runs everything unless told otherwise', () => {
    expect(readSettings([])).toMatchObject({
      users: 20_000,
      events: 1_000_000,
      perSecond: 500,
      parts: ['join', 'latency', 'restore', 'takeover'],
      contenders: ['join-service', 'eos-best', 'eos-defaults', 'alos-best', 'alos-defaults'],
      json: false,
    });
  });

  it('takes parts and flags', () => {
    const args = ['latency', '--seconds', '0.5', 'join', '--contenders', 'join-service,eos-best'];
    expect(readSettings(args)).toMatchObject({
      parts: ['latency', 'join'],
      seconds: 0.5,
      contenders: ['join-service', 'eos-best'],
    });
  });

  it.each([
    [['--users', 'many'], /^--users: /],
    [['--users', '0', '--seconds=-1'], /^--users: .*; --seconds: /],
    [['--contenders', 'eos-best,Flink'], /^--contenders\.1: .*"alos-best"/],
    [['join', 'juggle'], /^part\.1: .*"latency"/],
    [['--user', '7'], /--user/],
  ])('refuses %j and says what is wrong', (args, message) => {
    expect(() => readSettings(args)).toThrow(message);
  });
});

describe('usage', () => {
  it('has a line for each flag, with its default, and names the parts', () => {
    expect(usage()).toMatch(/\[join\] \[latency\] \[restore\] \[takeover\]/);
    expect(usage()).toMatch(/--restore-events +their events, of restore \(200000\)/);
  });
});
