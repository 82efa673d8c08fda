import { describe, expect, it } from '@jest/globals';
import type { Suite } from './suite.ts';
import { aProblem, row } from './suite.ts';

export function gettingTests(suite: Suite): void {
  describe('GET of a row', () => {
    it('is the row as JSON, again and again, and its headers alone for HEAD', async () => {
      const id = `${suite.freshPrefix()}a`;
      await suite.put({ [id]: row(7) });
      for (let turn = 0; turn < 3; turn += 1) {
        const answer = await suite.ask(suite.pathOf(id));
        expect(answer).toMatchObject({ status: 200, body: row(7) });
        expect(answer.headers).toMatchObject({
          'content-type': 'application/json; charset=utf-8',
          'content-length': String(Buffer.byteLength(answer.text)),
          'cache-control': 'no-cache',
        });
        const head = await suite.ask(suite.pathOf(id), { method: 'HEAD' });
        expect(head).toMatchObject({ status: 200, text: '' });
        expect(head.headers).toMatchObject({
          'content-type': answer.headers['content-type'],
          'content-length': answer.headers['content-length'],
          etag: answer.headers.etag,
        });
      }
    });

    it('is the newest value, until it is deleted, and again when it returns', async () => {
      const id = `${suite.freshPrefix()}a`;
      for (const value of [row(1), row(2), null, row(3)]) {
        await suite.put({ [id]: value });
        const answer = await suite.ask(suite.pathOf(id));
        if (value === null) expect(answer).toEqual(aProblem(404));
        else expect(answer).toMatchObject({ status: 200, body: value });
      }
    });

    it('is 404 for a key that no row has, for HEAD too', async () => {
      const id = `${suite.freshPrefix()}none`;
      expect(await suite.ask(suite.pathOf(id))).toEqual(aProblem(404, id));
      expect(await suite.ask(suite.pathOf(id), { method: 'HEAD' })).toMatchObject({
        status: 404,
        text: '',
      });
    });

    it('is 500 for a value that cannot be decoded, and 200 for the others', async () => {
      const prefix = suite.freshPrefix();
      await suite.served(await suite.view.putDamaged(`${prefix}bad`));
      await suite.put({ [`${prefix}good`]: row(1) });
      for (let turn = 0; turn < 2; turn += 1) {
        const answer = await suite.ask(suite.pathOf(`${prefix}bad`));
        expect(answer).toEqual(aProblem(500, /cannot be decoded/));
        expect(answer.body).toMatchObject({ title: 'Undecodable value', key: `${prefix}bad` });
      }
      expect(await suite.ask(suite.pathOf(`${prefix}good`))).toMatchObject({ status: 200 });
    });

    it('takes any key that is URL-encoded', async () => {
      const prefix = suite.freshPrefix();
      const ids = [`${prefix}a/b?ü 😀%`, `${prefix}a,b&c=d#e`, `${prefix}..`, 'lookup', 'events'];
      await suite.put(Object.fromEntries(ids.map((id, at) => [id, row(at)])));
      for (const [at, id] of ids.entries()) {
        expect(await suite.ask(suite.pathOf(id))).toMatchObject({ status: 200, body: row(at) });
      }
      await suite.put(Object.fromEntries(ids.map((id) => [id, null])));
    });

    it('takes the key .. and is not led out of the view by it', async () => {
      const { collection } = suite.view;
      await suite.put({ '..': row(1) });
      expect(await suite.ask(`${collection}/%2e%2e`)).toMatchObject({ status: 200, body: row(1) });
      await suite.put({ '..': null });
      for (const path of ['../../etc/passwd', '..%2f..%2fetc%2fpasswd', 'a/b']) {
        const answer = await suite.ask(`${collection}/${path}`);
        // A proxy refuses what leads out of its root by itself.
        expect(answer).toEqual(aProblem(answer.status === 400 ? 400 : 404));
      }
    });

    it('is 405 for a method that changes something', async () => {
      const id = `${suite.freshPrefix()}a`;
      for (const method of ['PUT', 'POST', 'PATCH', 'DELETE']) {
        const answer = await suite.ask(suite.pathOf(id), { method });
        expect(answer).toEqual(aProblem(405));
        expect(answer.headers.allow).toBe('GET, HEAD');
      }
    });
  });
}
