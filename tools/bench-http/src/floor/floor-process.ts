// A server that answers a user, whoever it is, with the same bytes. Started by floor.ts.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runSide } from '@user-information/bench';
import Fastify from 'fastify';
import type { Answer } from './answer.ts';
import type { FloorOptions } from './floor.ts';

const host = '127.0.0.1';

const floors = {
  'bare node:http': async ({ headers, body }: Answer) => {
    const server = createServer((_request, response) => {
      response.writeHead(200, headers).end(body);
    }).listen(0, host);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  },
  'bare Fastify': async ({ headers, body }: Answer) => {
    const app = Fastify();
    app.get('/users/:userId', (_request, reply) => reply.headers(headers).send(body));
    await app.listen({ port: 0, host });
    return (app.server.address() as AddressInfo).port;
  },
};

await runSide<FloorOptions>(async ({ name, answer }) => ({ port: await floors[name](answer) }));
