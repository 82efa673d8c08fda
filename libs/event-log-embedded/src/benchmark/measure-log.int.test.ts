import { describe, expect, it } from '@jest/globals';
import { testDirectory } from '../test-directory.ts';
import { measureLog } from './measure-log.ts';

const files = testDirectory();

describe('measureLog', () => {
  it.each(['process', 'power'] as const)('measures a log that survives %s', async (durability) => {
    const figures = await measureLog({ directory: files.freshDirectory(), durability }, 20);
    expect([...figures.appendedPerSecond.keys()]).toEqual([1, 50, 500]);
    const rates = [...figures.appendedPerSecond.values(), figures.readPerSecond];
    expect(Math.min(...rates)).toBeGreaterThan(0);
    expect(figures.wakeMs[0]).toBeGreaterThan(0);
    expect(figures.wakeMs[1]).toBeGreaterThanOrEqual(figures.wakeMs[0]);
  });
});
