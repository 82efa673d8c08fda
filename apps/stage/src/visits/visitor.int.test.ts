import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Visitor } from './visitor.ts';

let server: Server;
let sockets: Socket[];
let address: string;

beforeEach(async () => {
  sockets = [];
  server = createServer((socket) => sockets.push(socket.on('error', () => undefined)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

async function visit(url: string, limitMs = 60_000): Promise<void> {
  const visitor = new Visitor(url, limitMs);
  await visitor.visit('/users/ann');
  visitor.close();
}

describe('a visit', () => {
  it('is over when the service says nothing for too long', async () => {
    await visit(`http://${address}`, 50);
    expect(sockets).toHaveLength(1);
  });

  it.each(['http', 'https'])('is over when %s is cut off', async (protocol) => {
    server.on('connection', (socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{'),
    );
    await visit(`${protocol}://${address}`);
    expect(sockets).toHaveLength(1);
  });

  it('is over when nobody is there', async () => {
    await expect(visit('http://127.0.0.1:1')).resolves.toBeUndefined();
  });
});
