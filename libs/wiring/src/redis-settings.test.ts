import { describe, expect, it } from '@jest/globals';
import { readSettings } from '@user-information/service';
import { redisSettings } from './redis-settings.ts';

const read = (url: string) => readSettings(redisSettings, { REDIS_URL: url }).REDIS_URL;

describe('REDIS_URL', () => {
  it.each([
    ['', 'redis://127.0.0.1:6379'],
    ['redis://redis', 'redis://redis'],
    [
      'rediss://ann:s3cret@redis.example.com:6380/2',
      'rediss://ann:s3cret@redis.example.com:6380/2',
    ],
  ])('%j is %s', (url, expected) => {
    expect(read(url)).toBe(expected);
  });

  it.each([
    '127.0.0.1:6379',
    'http://:s3cret@redis',
    'redis://:s3cret@redis/users',
    'redis:s3cret@',
  ])('is not %j, which is not repeated where it may have a password', (url) => {
    const attempt = () => read(url);
    expect(attempt).toThrow(/^REDIS_URL=.* is not allowed: set it to redis:\/\/user:password@host/);
    expect(attempt).not.toThrow(/s3cret/);
  });
});
