import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { LoadOptions } from './load.ts';
import { putLoad } from './load.ts';

const workspace = resolve(__dirname, '../../../..');
const servers: ReturnType<typeof createServer>[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function listen(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_request, response) => answer(response));
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const options = { users: 10, seed: 1, seconds: 0.2, warmUpSeconds: 0.05 };
const open: LoadOptions['kind'] = { type: 'open', requestsPerSecond: 200 };

describe('putLoad, open loop', () => {
  it('goes on sending while no request is answered', async () => {
    const waiting: ServerResponse[] = [];
    const url = await listen((response) => {
      waiting.push(response);
      if (waiting.length === 50) for (const one of waiting) one.end('{}');
    });
    const { requests, figures } = await putLoad(workspace, { ...options, url, kind: open });
    expect(requests).toBe(50);
    // The first of them was answered after the last of them was due.
    expect(figures['max ms']).toBeGreaterThan(figures['p50 ms'] ?? Infinity);
  });
});

describe.each([open, { type: 'closed', connections: 3 } as const])(
  'putLoad, $type loop',
  (kind) => {
    it('fails when an answer is not 200', async () => {
      const url = await listen((response) => response.writeHead(404).end());
      await expect(putLoad(workspace, { ...options, url, kind })).rejects.toThrow('answered 404');
    });
  },
);

describe('putLoad, closed loop', () => {
  it('never has more requests under way than connections', async () => {
    let underWay = 0;
    let most = 0;
    const url = await listen((response) => {
      most = Math.max(most, ++underWay);
      setImmediate(() => {
        underWay -= 1;
        response.end('{}');
      });
    });
    const kind = { type: 'closed', connections: 3 } as const;
    const { requests, figures } = await putLoad(workspace, { ...options, url, kind });
    expect(most).toBe(3);
    expect(figures['most requests/s']).toBeGreaterThan(0);
    expect(requests).toBeGreaterThan(0);
  });
});
