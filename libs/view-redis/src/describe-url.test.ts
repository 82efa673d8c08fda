import { describe, expect, it } from '@jest/globals';
import { databaseOf, describeUrl } from './describe-url.ts';

describe('describeUrl', () => {
  it.each([
    ['redis://127.0.0.1:6379', 'redis://127.0.0.1:6379'],
    ['redis://ann:s3cret@redis:6379/2', 'redis://redis:6379/2'],
    ['rediss://:s3cret@[::1]', 'rediss://[::1]'],
  ])('of %s is %s', (url, described) => {
    expect(describeUrl(url)).toBe(described);
  });
});

describe('databaseOf', () => {
  it.each([
    ['redis://127.0.0.1:6379', 0],
    ['redis://127.0.0.1:6379/', 0],
    ['redis://ann:7@redis/12', 12],
  ])('of %s is %s', (url, database) => {
    expect(databaseOf(url)).toBe(database);
  });
});
