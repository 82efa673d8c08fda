import { describe, expect, it } from '@jest/globals';
import type { Suite } from './suite.ts';
import { aProblem, row } from './suite.ts';

interface Page {
  readonly items: readonly unknown[];
  readonly next: string | null;
  readonly undecodable?: readonly string[];
}

export function listingTests(suite: Suite): void {
  const list = async (query: string): Promise<Page> =>
    (await suite.ask(`${suite.view.collection}?${query}`)).body as Page;
  const putRows = async (count: number): Promise<string> => {
    const prefix = suite.freshPrefix();
    const ids = Array.from({ length: count }, (_, n) => `${prefix}${String(n).padStart(3, '0')}`);
    await suite.put(Object.fromEntries(ids.map((id, n) => [id, row(n)])));
    return prefix;
  };
  const rows = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => row(from + n));

  describe('GET of the list', () => {
    it('has 20 rows in key order when no limit is given', async () => {
      const prefix = await putRows(30);
      expect((await list(`afterKey=${prefix}`)).items).toEqual(rows(0, 20));
    });

    it('has each row once when one follows next', async () => {
      const prefix = await putRows(25);
      const seen: unknown[] = [];
      let path = `${suite.view.collection}?limit=10&fields=count&afterKey=${prefix}`;
      while (seen.length < 25) {
        const { items, next } = (await suite.ask(path)).body as Page;
        expect(items.length).toBeLessThanOrEqual(10);
        seen.push(...items);
        path = String(next);
      }
      expect(seen.slice(0, 25)).toEqual(rows(0, 25).map(({ count }) => ({ count })));
    });

    it('has no next at the end', async () => {
      const page = await list(`limit=100&afterKey=${encodeURIComponent('\u{10fffd}')}`);
      expect(page).toEqual({ items: [], next: null });
    });

    it('encodes the key that it goes on after', async () => {
      const prefix = suite.freshPrefix();
      await suite.put({ [`${prefix}a&b=ü`]: row(1), [`${prefix}c`]: row(2) });
      const { next } = await list(`limit=1&afterKey=${prefix}`);
      expect(next).toBe(`${suite.view.collection}?limit=1&afterKey=${prefix}a%26b%3D%C3%BC`);
      expect((await suite.ask(String(next))).body).toMatchObject({ items: [row(2)] });
    });

    it('names rows that cannot be decoded, and counts them', async () => {
      const prefix = suite.freshPrefix();
      await suite.served(await suite.view.putDamaged(`${prefix}b`));
      await suite.put({ [`${prefix}a`]: row(1), [`${prefix}c`]: row(3), [`${prefix}d`]: row(4) });
      expect(await list(`limit=3&afterKey=${prefix}`)).toEqual({
        items: [row(1), row(3)],
        next: `${suite.view.collection}?limit=3&afterKey=${prefix}c`,
        undecodable: [`${prefix}b`],
      });
    });

    it('leaves out rows that nobody can ask for', async () => {
      const prefix = suite.freshPrefix();
      await suite.served(await suite.view.putUnaddressable(`${prefix}b`));
      await suite.put({ [`${prefix}a`]: row(1), [`${prefix}c`]: row(3) });
      const { items } = await list(`limit=2&afterKey=${prefix}`);
      expect(items).toEqual([row(1), row(3)]);
    });

    it('answers HEAD', async () => {
      const head = await suite.ask(suite.view.collection, { method: 'HEAD' });
      expect(head).toMatchObject({ status: 200, text: '' });
      expect(Number(head.headers['content-length'])).toBeGreaterThan(0);
    });

    it.each(['0', '101', '-1', '1.5', 'x', '', '1e1', '2&limit=3'])(
      'is 400 for limit=%s',
      async (limit) => {
        expect(await suite.ask(`${suite.view.collection}?limit=${limit}`)).toEqual(
          aProblem(400, /^limit must be a whole number/),
        );
      },
    );

    it('is 400 for two keys to go on after, or one that can not be', async () => {
      const { collection } = suite.view;
      expect(await suite.ask(`${collection}?afterKey=a&afterKey=b`)).toEqual(aProblem(400));
      expect(await suite.ask(`${collection}?afterKey=${'x'.repeat(513)}`)).toEqual(aProblem(400));
      expect(await suite.ask(`${collection}?afterKey=%00`)).toEqual(aProblem(400));
    });
  });
}
