import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SerdeError, utf8 } from '@user-information/serde';
import { RowCache } from '../row-cache.ts';
import { LookupServer } from './test-lookup-server.ts';

let server: LookupServer;

beforeEach(() => {
  server = new LookupServer();
});

afterEach(() => server.close());

function aProblem(status: number, title: string, detail: string, extra: object = {}) {
  return expect.objectContaining({
    status,
    type: 'application/problem+json; charset=utf-8',
    body: { type: 'about:blank', title, status, detail, ...extra },
  });
}

describe.each([
  ['with a cache', true],
  ['without a cache', false],
])('GET /users/:userId %s', (_name, useCache) => {
  beforeEach(() =>
    server.start(
      useCache ? { cache: new RowCache({ maxBytes: 100_000, metrics: server.metrics }) } : {},
    ),
  );

  it('answers with the row, again and again', async () => {
    await server.put({ '7': '{"userId":"7"}' });
    const answer = {
      status: 200,
      type: 'application/json; charset=utf-8',
      length: '14',
      body: { userId: '7' },
    };
    expect(await server.ask('/users/7')).toEqual(answer);
    expect(await server.ask('/users/7')).toEqual(answer);
    expect(await server.ask('/users/7', 'HEAD')).toEqual({ ...answer, body: null });
  });

  it('is 404 for an unknown key', async () => {
    expect(await server.ask('/users/8')).toEqual(
      aProblem(404, 'Not Found', 'No row of "users" has the key "8".'),
    );
    expect(await server.ask('/users/8', 'HEAD')).toMatchObject({ status: 404, body: null });
  });

  it('takes any key that is URL-encoded', async () => {
    await server.put({ 'a/b?ü 😀%': '{"found":true}', '..': '{"dots":true}' });
    expect((await server.ask(`/users/${encodeURIComponent('a/b?ü 😀%')}`)).body).toEqual({
      found: true,
    });
    expect((await server.ask('/users/%2e%2e')).body).toEqual({ dots: true });
  });

  it('is 500 for a value that cannot be decoded, and serves the others', async () => {
    await server.put({ bad: 'damaged', good: '{}' });
    const expected = aProblem(
      500,
      'Undecodable value',
      'The value of key "bad" in topic "users" cannot be decoded: not a value',
      { topic: 'users', key: 'bad' },
    );
    expect(await server.ask('/users/bad')).toEqual(expected);
    expect(await server.ask('/users/bad')).toEqual(expected);
    expect(await server.ask('/users/good')).toMatchObject({ status: 200 });
    expect(await server.metrics.metrics()).toContain(
      'view_undecodable_values_total{topic="users",service="test"} 2',
    );
  });

  it('does not blame the value when the registry cannot be asked', async () => {
    await server.put({ '7': 'unknown' });
    expect(await server.ask('/users/7')).toMatchObject({
      status: 500,
      body: { title: 'Internal Server Error' },
    });
    expect(server.logged).toEqual(['GET /users/7 failed']);
    expect(await server.metrics.metrics()).toContain(
      'view_undecodable_values_total{topic="users",service="test"} 0',
    );
  });
});

describe('bad input', () => {
  beforeEach(() => server.start());

  it('is 400 for a key that is too long, by its bytes', async () => {
    await server.put({ ['x'.repeat(512)]: '{}' });
    expect(await server.ask(`/users/${'x'.repeat(512)}`)).toMatchObject({ status: 200 });
    expect(await server.ask(`/users/${'x'.repeat(513)}`)).toEqual(
      aProblem(400, 'Bad key', 'The key has 513 bytes; at most 512 are allowed.'),
    );
    expect(await server.ask(`/users/${encodeURIComponent('ü'.repeat(257))}`)).toEqual(
      aProblem(400, 'Bad key', 'The key has 514 bytes; at most 512 are allowed.'),
    );
  });

  it('is 414 or 431 for a key that is absurdly long', async () => {
    expect(await server.ask(`/users/${'x'.repeat(8_000)}`)).toMatchObject({ status: 414 });
    expect(await server.ask(`/users/${'x'.repeat(100_000)}`)).toMatchObject({ status: 431 });
  });

  it.each(['%00', 'a%00b', '%0a', '%0D', '%1b[2J', '%7f'])('is 400 for %s', async (key) => {
    expect(await server.ask(`/users/${key}`)).toEqual(
      aProblem(400, 'Bad key', 'The key has control characters.'),
    );
    expect(await server.ask(`/users?after=${key}`)).toEqual(
      aProblem(400, 'Bad key', 'The key has control characters.'),
    );
  });

  it('is 400 for no key', async () => {
    expect(await server.ask('/users/')).toEqual(aProblem(400, 'Bad key', 'The key is empty.'));
  });

  it.each(['%', '%zz', '%c3%28', '%ed%a0%80'])(
    'is 400 for %s, which is no encoding',
    async (key) => {
      expect(await server.ask(`/users/${key}`)).toMatchObject({
        status: 400,
        type: 'application/problem+json; charset=utf-8',
      });
    },
  );

  it.each(['/users/../../etc/passwd', '/users/..%2f..%2fetc%2fpasswd', '/../users', '/users/a/b'])(
    'is 404 for %s',
    async (path) => {
      expect(await server.ask(path)).toMatchObject({
        status: 404,
        type: 'application/problem+json; charset=utf-8',
      });
    },
  );

  it('is 405 for another method', async () => {
    expect(await server.ask('/users/7', 'DELETE')).toMatchObject({ status: 405 });
  });
});

describe('another key serde', () => {
  it('says what keys it does not take', async () => {
    const serialize = (key: string) => {
      if (!/^\d+$/.test(key)) throw new SerdeError('UNENCODABLE', `"${key}" is no number.`);
      return Buffer.from(key.padStart(4, '0'));
    };
    await server.start({ keySerde: { ...utf8, serialize } });
    await server.put({ '0007': '{"n":7}' });
    expect((await server.ask('/users/7')).body).toEqual({ n: 7 });
    expect(await server.ask('/users/x')).toEqual(aProblem(400, 'Bad key', '"x" is no number.'));
  });
});
