import { describe, expect, it } from '@jest/globals';
import { json } from './client.ts';
import type { Suite } from './suite.ts';
import { aProblem, row } from './suite.ts';

export function batchTests(suite: Suite): void {
  const lookup = (body: unknown, query = '') =>
    suite.ask(`${suite.view.collection}/lookup${query}`, {
      method: 'POST',
      headers: json,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  describe('POST of a lookup', () => {
    it('tells of each id what is known', async () => {
      const prefix = suite.freshPrefix();
      const [a, b, bad, none] = ['a', 'b"ü', 'bad', 'none'].map((id) => prefix + id) as [
        string,
        string,
        string,
        string,
      ];
      await suite.served(await suite.view.putDamaged(bad));
      await suite.put({ [a]: row(1), [b]: row(2) });
      const expected = { found: { [a]: row(1), [b]: row(2) }, missing: [none], undecodable: [bad] };
      expect(await lookup({ ids: [none, b, a, bad, a] })).toMatchObject({
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: expected,
      });
      await suite.ask(suite.pathOf(a)); // Now that one of them was asked for alone, too.
      expect((await lookup({ ids: [none, b, a, bad, a] })).body).toEqual(expected);
      expect((await lookup({ ids: [a] }, '?fields=count')).body).toEqual({
        found: { [a]: { count: 1 } },
        missing: [],
        undecodable: [],
      });
    });

    it('takes ids that are names of what every object has', async () => {
      const ids = ['__proto__', 'constructor', 'toString'];
      expect((await lookup({ ids })).body).toEqual({ found: {}, missing: ids, undecodable: [] });
    });

    it('takes 100 ids', async () => {
      const prefix = suite.freshPrefix();
      const ids = Array.from({ length: 100 }, (_, n) => `${prefix}${n}`);
      await suite.put(Object.fromEntries(ids.map((id, n) => [id, row(n)])));
      const { found } = (await lookup({ ids })).body as { found: Record<string, unknown> };
      expect(found).toEqual(Object.fromEntries(ids.map((id, n) => [id, row(n)])));
    });

    it.each<[string, unknown]>([
      ['no ids', {}],
      ['an empty list', { ids: [] }],
      ['101 ids', { ids: Array.from({ length: 101 }, (_, n) => `${n}`) }],
      ['an id that is no text', { ids: ['1', 2] }],
      ['no list', { ids: '1' }],
      ['no object', ['1']],
      ['null', 'null'],
      ['no JSON', '{"ids":'],
      ['nothing', ''],
      ['an id that can not be', { ids: ['1', ''] }],
      ['an id that is too long', { ids: ['x'.repeat(513)] }],
      ['fields that can not be', { ids: ['1'], query: '?fields=' }],
    ])('is 400 for %s', async (_name, body) => {
      const { query = '' } = Object(body) as { query?: string };
      expect(await lookup(body, query)).toEqual(aProblem(400));
    });

    it('is 415 for a body of another type', async () => {
      const path = `${suite.view.collection}/lookup`;
      const headers = { 'content-type': 'text/plain' };
      expect(await suite.ask(path, { method: 'POST', headers, body: '1' })).toEqual(aProblem(415));
    });
  });
}
