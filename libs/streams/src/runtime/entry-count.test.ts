import { describe, expect, it } from '@jest/globals';
import { EntryCount } from './entry-count.ts';

describe('EntryCount', () => {
  it('counts once for all who ask at a time, and soon after', async () => {
    let counts = 0;
    const count = new EntryCount(async () => (counts += 1));
    expect(await Promise.all([count.get(), count.get(), count.get()])).toEqual([1, 1, 1]);
    expect(await count.get()).toBe(1);
  });

  it('counts anew after a failure', async () => {
    const results = [() => Promise.reject(new TypeError('closed')), () => Promise.resolve(5)];
    const count = new EntryCount(() => results.shift()!());
    await expect(count.get()).rejects.toThrow('closed');
    expect(await count.get()).toBe(5);
  });

  it('counts anew in the end', async () => {
    let counts = 0;
    const count = new EntryCount(async () => (counts += 1));
    while ((await count.get()) === 1) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(counts).toBe(2);
  });
});
