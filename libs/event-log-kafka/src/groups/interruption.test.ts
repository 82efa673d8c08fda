import { describe, expect, it } from '@jest/globals';
import { Interruption } from './interruption.ts';

const forEver = 2 ** 30;

describe('Interruption', () => {
  it('cuts a sleep short', async () => {
    const interruption = new Interruption();
    const sleeping = interruption.sleep(forEver);
    interruption.now();
    await expect(sleeping).resolves.toBeUndefined();
  });

  it('cuts the next sleep short, once, when nobody sleeps', async () => {
    const interruption = new Interruption();
    interruption.now();
    interruption.now();
    await interruption.sleep(forEver);
    let isOver = false;
    const second = interruption.sleep(forEver).then(() => (isOver = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isOver).toBe(false);
    interruption.now();
    await second;
  });
});
