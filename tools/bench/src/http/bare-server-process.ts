// A server that answers everything with the same bytes. Started by bare-server.ts.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runSide } from '../process/side-process.ts';
import type { FixedAnswer } from './bare-server.ts';

await runSide<FixedAnswer>(async ({ body, contentType }) => {
  const headers = { 'content-type': contentType, 'content-length': Buffer.byteLength(body) };
  const server = createServer((_request, response) => {
    response.writeHead(200, headers).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port };
});
