import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { json, rawSocket, sendRaw } from './client.ts';
import type { Suite } from './suite.ts';
import { aProblem, row } from './suite.ts';

export function badRequestTests(suite: Suite): void {
  const { limits } = suite.options;

  describe('a malformed id', () => {
    it.each(['%00', 'a%00b', '%0a', '%0D', '%1b[2J', '%7f'])('is 400: %s', async (id) => {
      const answer = await suite.ask(`${suite.view.collection}/${id}`);
      // A proxy refuses a null by itself.
      const isProxys = id.includes('%00');
      expect(answer).toEqual(aProblem(400, isProxys ? undefined : /has control characters/));
    });

    it.each(['%', '%zz', '%c3%28', '%ed%a0%80'])('is 400: %s is no encoding', async (id) => {
      expect(await suite.ask(`${suite.view.collection}/${id}`)).toEqual(aProblem(400));
    });

    it('is 400 when it is empty', async () => {
      expect(await suite.ask(`${suite.view.collection}/`)).toEqual(aProblem(400, /is empty/));
    });

    it('is 400 when it is too long, by its bytes', async () => {
      const id = suite.freshPrefix().padEnd(512, 'x');
      await suite.put({ [id]: row(1) });
      expect(await suite.ask(suite.pathOf(id))).toMatchObject({ status: 200, body: row(1) });
      expect(await suite.ask(suite.pathOf(`${id}x`))).toEqual(
        aProblem(400, 'The key has 513 bytes; at most 512 are allowed.'),
      );
      expect(await suite.ask(suite.pathOf('ü'.repeat(257)))).toEqual(aProblem(400, '514 bytes'));
    });

    it('is 414 or 431 when it is absurdly long', async () => {
      const chars = limits.pathParameterChars + 1;
      expect(await suite.ask(suite.pathOf('x'.repeat(chars)))).toEqual(aProblem(414));
      const more = suite.pathOf('x'.repeat(limits.headersBytes * 2));
      expect([414, 431]).toContain((await suite.ask(more)).status);
    });
  });

  describe('an oversized request', () => {
    it('is 413 for its body', async () => {
      const body = JSON.stringify({ ids: ['x'.repeat(limits.bodyBytes)] });
      const path = `${suite.view.collection}/lookup`;
      expect(await suite.ask(path, { method: 'POST', headers: json, body })).toEqual(aProblem(413));
    });

    it('is 431 for its headers', async () => {
      const headers = { 'x-large': 'x'.repeat(limits.headersBytes) };
      expect(await suite.ask(suite.view.collection, { headers })).toMatchObject({ status: 431 });
    });
  });

  describe('a slow client', () => {
    it('is 408, or cut off, when its headers or its body do not come', async () => {
      const { collection, url } = suite.view;
      const start = `POST ${collection}/lookup HTTP/1.1\r\nhost: a\r\n`;
      const slowHeaders = sendRaw(url, start);
      const body = 'content-type: application/json\r\ncontent-length: 10\r\n\r\n{';
      const slowBody = sendRaw(url, start + body);
      expect(await slowHeaders).toMatch(/^(HTTP\/1\.1 408 |$)/);
      expect(await slowBody).toMatch(/^(HTTP\/1\.1 408 |$)/);
    });

    it('holds nobody up when it does not read', async () => {
      const { collection, url } = suite.view;
      const prefix = suite.freshPrefix();
      const title = 'x'.repeat(100_000);
      await suite.put({ [`${prefix}large`]: { ...row(1), title }, [`${prefix}small`]: row(2) });
      const socket = rawSocket(url).pause();
      socket.on('error', () => undefined);
      const path = `${collection}/${prefix}large`;
      socket.write(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`.repeat(200));
      for (let turn = 0; turn < 20; turn += 1) {
        expect(await suite.ask(`${collection}/${prefix}small`)).toMatchObject({ body: row(2) });
      }
      socket.destroy();
      await once(socket, 'close');
      expect(await suite.ask(path)).toMatchObject({ status: 200 });
    });

    it('may go away in the middle', async () => {
      const { collection, url } = suite.view;
      for (const bytes of [`GET ${collection}`, `GET ${collection}?limit=100 HTTP/1.1\r\n\r\n`]) {
        const socket = rawSocket(url);
        socket.write(bytes);
        socket.destroy();
        await once(socket, 'close');
      }
      expect(await suite.ask(collection)).toMatchObject({ status: 200 });
    });
  });
}
