import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LookupServer } from './test-lookup-server.ts';

let server: LookupServer;

beforeEach(async () => {
  server = new LookupServer();
  await server.start();
});

afterEach(() => server.close());

describe('GET /users', () => {
  const row = (n: number) => ({ userId: String(n) });
  const rows = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => row(from + i));
  const putRows = (from: number, count: number) =>
    server.put(
      Object.fromEntries(rows(from, count).map((item) => [item.userId, JSON.stringify(item)])),
    );

  it('is empty for an empty view', async () => {
    expect((await server.ask('/users')).body).toEqual({ items: [], next: null });
  });

  it('lists 20 rows in key order when no limit is given', async () => {
    await putRows(10, 30);
    expect((await server.ask('/users')).body).toEqual({
      items: rows(10, 20),
      next: '/users?limit=20&after=29',
    });
  });

  it('comes to the end by following next, each row once', async () => {
    await putRows(10, 25);
    const pages: unknown[] = [];
    for (let path: string | null = '/users?limit=10'; path !== null;) {
      const { items, next } = (await server.ask(path)).body as {
        items: unknown[];
        next: string | null;
      };
      pages.push(items);
      path = next;
    }
    expect(pages).toEqual([rows(10, 10), rows(20, 10), rows(30, 5)]);
  });

  it('has no next page when the last one is full', async () => {
    await putRows(10, 10);
    expect((await server.ask('/users?limit=10')).body).toMatchObject({ next: null });
  });

  it('encodes the key that it goes on after', async () => {
    await server.put({ 'a&b=ü': '{"n":1}', c: '{"n":2}' });
    const { next } = (await server.ask('/users?limit=1')).body as { next: string };
    expect(next).toBe('/users?limit=1&after=a%26b%3D%C3%BC');
    expect((await server.ask(next)).body).toEqual({ items: [{ n: 2 }], next: null });
  });

  it('names rows that cannot be decoded, and counts them as rows', async () => {
    await server.put({ a: '{"n":1}', b: 'damaged', c: '{"n":3}', d: '{"n":4}' });
    expect((await server.ask('/users?limit=3')).body).toEqual({
      items: [{ n: 1 }, { n: 3 }],
      next: '/users?limit=3&after=c',
      undecodable: ['b'],
    });
  });

  it('leaves out rows that nobody can ask for', async () => {
    await server.put({
      a: '{"n":1}',
      ['b'.repeat(600)]: '{"n":2}',
      'c\n': '{"n":3}',
      d: '{"n":4}',
    });
    await server.store.write(
      [{ key: Buffer.from([0x62, 0xff]), value: Buffer.from('{"n":5}') }],
      [],
    );
    expect((await server.ask('/users?limit=1')).body).toEqual({
      items: [{ n: 1 }],
      next: '/users?limit=1&after=a',
    });
    expect((await server.ask('/users?limit=1&after=a')).body).toEqual({
      items: [{ n: 4 }],
      next: null,
    });
  });

  it.each(['0', '101', '-1', '1.5', 'x', '', '1e1', '2&limit=3'])(
    'is 400 for limit=%s',
    async (limit) => {
      expect(await server.ask(`/users?limit=${limit}`)).toMatchObject({
        status: 400,
        body: {
          title: 'Bad query',
          detail: expect.stringMatching(/^limit must be a whole number/),
        },
      });
    },
  );

  it('is 400 for two keys to go on after, or one that is too long', async () => {
    expect(await server.ask('/users?after=a&after=b')).toMatchObject({
      status: 400,
      body: { title: 'Bad query', detail: 'after must be given once.' },
    });
    expect(await server.ask(`/users?after=${'x'.repeat(513)}`)).toMatchObject({ status: 400 });
  });

  it('answers HEAD', async () => {
    expect(await server.ask('/users', 'HEAD')).toMatchObject({
      status: 200,
      length: '24',
      body: null,
    });
  });
});
