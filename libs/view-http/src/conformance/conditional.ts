import { describe, expect, it } from '@jest/globals';
import type { Suite } from './suite.ts';
import { row } from './suite.ts';

export function conditionalTests(suite: Suite): void {
  const ifNoneMatch = (tag: string) => ({ headers: { 'if-none-match': tag } });

  describe('ETag and If-None-Match', () => {
    it('answer 304 without a body to who has the row, for HEAD too', async () => {
      const id = `${suite.freshPrefix()}a`;
      await suite.put({ [id]: row(1) });
      const { headers } = await suite.ask(suite.pathOf(id));
      const etag = String(headers.etag);
      expect(etag).toMatch(/^"[^"]+"$/);
      for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const answer = await suite.ask(suite.pathOf(id), ifNoneMatch(tag));
        expect(answer).toMatchObject({ status: 304, text: '', headers: { etag } });
        expect(answer.headers['content-length']).toBeUndefined();
      }
      const head = await suite.ask(suite.pathOf(id), { method: 'HEAD', ...ifNoneMatch(etag) });
      expect(head).toMatchObject({ status: 304, headers: { etag } });
    });

    it('answer 200 once the row has changed, and the old tag when it is what it was', async () => {
      const id = `${suite.freshPrefix()}a`;
      await suite.put({ [id]: row(1) });
      const etag = String((await suite.ask(suite.pathOf(id))).headers.etag);
      await suite.put({ [id]: row(2) });
      const changed = await suite.ask(suite.pathOf(id), ifNoneMatch(etag));
      expect(changed).toMatchObject({ status: 200, body: row(2) });
      expect(changed.headers.etag).not.toBe(etag);
      await suite.put({ [id]: row(1) });
      expect(await suite.ask(suite.pathOf(id), ifNoneMatch(etag))).toMatchObject({ status: 304 });
    });

    it('tell a row from its fields', async () => {
      const id = `${suite.freshPrefix()}a`;
      await suite.put({ [id]: row(1) });
      const whole = await suite.ask(suite.pathOf(id));
      const part = await suite.ask(`${suite.pathOf(id)}?fields=count`);
      expect(part.headers.etag).not.toBe(whole.headers.etag);
      const again = await suite.ask(
        `${suite.pathOf(id)}?fields=count`,
        ifNoneMatch(String(part.headers.etag)),
      );
      expect(again.status).toBe(304);
    });

    it('say nothing of a row that is not there', async () => {
      const id = `${suite.freshPrefix()}a`;
      const answer = await suite.ask(suite.pathOf(id), ifNoneMatch('*'));
      expect(answer.status).toBe(404);
      expect(answer.headers.etag).toBeUndefined();
    });

    it('work for a page of the list', async () => {
      const prefix = suite.freshPrefix();
      await suite.put({ [`${prefix}a`]: row(1) });
      const path = `${suite.view.collection}?limit=1&afterKey=${prefix}`;
      const etag = String((await suite.ask(path)).headers.etag);
      expect(await suite.ask(path, ifNoneMatch(etag))).toMatchObject({ status: 304, text: '' });
      await suite.put({ [`${prefix}a`]: row(2) });
      expect(await suite.ask(path, ifNoneMatch(etag))).toMatchObject({ status: 200 });
    });
  });
}
