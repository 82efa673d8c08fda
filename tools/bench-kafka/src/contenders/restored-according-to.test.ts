import { describe, expect, it } from '@jest/globals';
import { restoredAccordingTo } from './restored-according-to.ts';

const line = (time: string, msg: string) => `${JSON.stringify({ level: 'info', time, msg })}\n`;

describe('restoredAccordingTo', () => {
  it('adds up the tasks, which restore side by side', () => {
    const log = [
      'starting\n',
      line('2026-11-21T10:00:01.000Z', 'task 0 is restored: 1,200 records in 500 ms'),
      line('2026-11-21T10:00:01.100Z', 'listens on http://127.0.0.1:8085'),
      line('2026-11-21T10:00:02.500Z', 'task 1 is restored: 300 records in 2000 ms'),
    ].join('');
    expect(restoredAccordingTo(log)).toEqual({ records: 1_500, seconds: 2 });
  });

  it('has nothing when nothing was restored', () => {
    expect(restoredAccordingTo(line('2026-11-21T10:00:01.000Z', 'hello'))).toEqual({
      records: 0,
      seconds: 0,
    });
  });
});
