import { describe, expect, it } from '@jest/globals';
import { unlessAborted } from './unless-aborted.ts';

describe('unlessAborted', () => {
  it('gives what was worked out', async () => {
    const { signal } = new AbortController();
    expect(await unlessAborted(Promise.resolve(7), signal)).toBe(7);
    await expect(unlessAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  });

  it('does not wait once the signal aborts, and lets the work fail unheard', async () => {
    const stopping = new AbortController();
    const work = Promise.withResolvers<number>();
    const result = unlessAborted(work.promise, stopping.signal);
    stopping.abort();
    expect(await result).toBeUndefined();
    work.reject(new Error('too late'));
    expect(await unlessAborted(new Promise(() => undefined), stopping.signal)).toBeUndefined();
  });
});
