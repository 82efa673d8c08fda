import { describe, expect, it } from '@jest/globals';
import type { Suite } from './suite.ts';
import { aProblem, row } from './suite.ts';

export function fieldTests(suite: Suite): void {
  describe('?fields=', () => {
    it('leaves out the others, and what the row does not have', async () => {
      const prefix = suite.freshPrefix();
      const id = `${prefix}a`;
      await suite.put({ [id]: row(7) });
      const path = suite.pathOf(id);
      const expected = { title: row(7).title, count: 7 };
      expect((await suite.ask(`${path}?fields=count,title`)).body).toEqual(expected);
      expect((await suite.ask(`${path}?fields=count%2Ctitle,other`)).body).toEqual(expected);
      expect((await suite.ask(`${path}?fields=other`)).body).toEqual({});
      const list = `${suite.view.collection}?limit=1&afterKey=${prefix}&fields=count`;
      expect((await suite.ask(list)).body).toMatchObject({ items: [{ count: 7 }] });
    });

    it.each(['', ',', 'a,', 'a&fields=b'])('is 400 for fields=%s', async (fields) => {
      const id = `${suite.freshPrefix()}a`;
      const expected = aProblem(400, /^fields must be given once/);
      expect(await suite.ask(`${suite.pathOf(id)}?fields=${fields}`)).toEqual(expected);
      expect(await suite.ask(`${suite.view.collection}?fields=${fields}`)).toEqual(expected);
    });
  });
}
