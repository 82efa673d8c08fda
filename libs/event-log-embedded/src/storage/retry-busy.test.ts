import { describe, expect, it } from '@jest/globals';
import { retryBusy } from './retry-busy.ts';

class FakeSqliteError extends Error {
  readonly errcode: number;

  constructor(errcode: number) {
    super(`sqlite ${errcode}`);
    this.errcode = errcode;
  }
}

/** Fails with these result codes in turn, then answers. */
function failing(...codes: number[]): () => string {
  return () => {
    const code = codes.shift();
    if (code !== undefined) {
      throw new FakeSqliteError(code);
    }
    return 'done';
  };
}

describe('retryBusy', () => {
  it('tries again for as long as others are in the way', async () => {
    // BUSY, BUSY_RECOVERY, BUSY_SNAPSHOT, PROTOCOL
    const attempt = failing(5, 261, 517, 15);
    expect(await retryBusy('log.db', 60_000, attempt)).toEqual({ result: 'done', waits: 4 });
  });

  it('does not try again for any other error', async () => {
    await expect(retryBusy('log.db', 60_000, failing(11))).rejects.toThrow('sqlite 11');
  });

  it('gives up after the limit, and names the file', async () => {
    const attempt = (): never => {
      throw new FakeSqliteError(5);
    };
    await expect(retryBusy('/data/log.db', 1, attempt)).rejects.toMatchObject({
      code: 'STORAGE',
      message: expect.stringContaining('/data/log.db stayed locked for 1 ms'),
    });
  });
});
