import { describe, expect, it } from '@jest/globals';
import { afterQuery } from './after-query.ts';

describe('afterQuery', () => {
  it('is null when nothing is waited for', () => {
    expect(afterQuery({ waitMs: '7' })).toBeNull();
  });

  it('takes positions, and how long to wait', () => {
    expect(afterQuery({ after: 'follows-1@123' })).toEqual({
      positions: [{ topic: 'follows', partition: 1, offset: 123 }],
      waitMs: 5_000,
    });
    expect(afterQuery({ after: 'follows-1@123,likes-0@7', waitMs: '0' })).toEqual({
      positions: [
        { topic: 'follows', partition: 1, offset: 123 },
        { topic: 'likes', partition: 0, offset: 7 },
      ],
      waitMs: 0,
    });
  });

  it('names what is no position', () => {
    expect(() => afterQuery({ after: 'follows-1@123,likes' })).toThrow(
      expect.objectContaining({
        status: 400,
        message: expect.stringContaining('"likes" is none'),
      }),
    );
  });

  it.each([
    [''],
    [['follows-1@1', 'follows-1@2']],
    [Array.from({ length: 101 }, () => 'follows-1@1').join()],
  ])('refuses %j', (after) => {
    expect(() => afterQuery({ after })).toThrow(expect.objectContaining({ status: 400 }));
  });

  it.each(['', '-1', '1.5', '10001', '1e3', 'x', ['1', '2']])('refuses waitMs=%j', (waitMs) => {
    expect(() => afterQuery({ after: 'follows-1@123', waitMs })).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^waitMs must be a whole number/) }),
    );
  });
});
