import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Peers } from './peers.ts';

let server: Server | undefined;
let peers: Peers;

afterEach(() => {
  peers.close();
  server?.closeAllConnections();
  server?.close();
});

interface Asked {
  readonly path?: string;
  /** Short only where no answer is to come. */
  readonly timeoutMs?: number;
}

async function ask(listener: RequestListener, { path = '/', timeoutMs = 60_000 }: Asked = {}) {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const limits = { timeoutMs, maxAnswerBytes: 1_000, maxConnections: 2 };
  peers = new Peers({ address: 'self:1', ...limits });
  return peers.ask(`127.0.0.1:${(server.address() as AddressInfo).port}`, path);
}

const unreachable = (words: RegExp) => ({
  code: 'UNREACHABLE',
  message: expect.stringMatching(words),
});

describe('another instance', () => {
  it('is asked for exactly the path, and told who asks', async () => {
    const path = '/stores/a/get/%2e%2e/../x';
    const answer = await ask(
      ({ url, headers }, response) => {
        response.statusCode = 404;
        response.end(`${url} ${String(headers['x-forwarded-by-instance'])}`);
      },
      { path },
    );
    expect(answer).toMatchObject({ status: 404, body: `${path} self:1` });
  });

  it('is unreachable when it says nothing in time', async () => {
    const silent = ask(() => undefined, { timeoutMs: 100 });
    await expect(silent).rejects.toMatchObject(unreachable(/100 ms were over/));
  });

  it('is unreachable when it stops in the midst of its answer', async () => {
    const stalling = ask((_request, response) => response.writeHead(200).write('half'), {
      timeoutMs: 100,
    });
    await expect(stalling).rejects.toMatchObject(unreachable(/abort|100 ms/));
  });

  it('is unreachable when it breaks off', async () => {
    const breaking = ask((_request, response) => {
      response.writeHead(200, { 'content-length': 10 }).write('half', () => response.destroy());
    });
    await expect(breaking).rejects.toMatchObject(unreachable(/aborted/));
  });

  it('must not answer more than is to be held', async () => {
    const large = ask((_request, response) => response.end('x'.repeat(1_001)));
    await expect(large).rejects.toMatchObject({ code: 'BAD_ANSWER' });
  });
});
