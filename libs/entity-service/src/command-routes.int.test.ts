import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FencedError } from '@user-information/event-log';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import { startHttpServer } from '@user-information/service';
import type { HttpServer } from '@user-information/service';
import { answerCommand } from './answer-command.ts';
import type { Change } from './change.ts';
import { commandRoutes } from './command-routes.ts';
import {
  AlreadySoError,
  InvalidCommandError,
  ServiceClosedError,
  UnknownEntityError,
} from './errors.ts';
import type { Decision } from './work.ts';

const service = {
  decide: async (decision: Decision<{ amount: number }>) =>
    decision().map((_, offset) => ({ topic: 'stock', partition: 2, offset })),
};
const failures: Record<string, Error> = {
  invalid: new InvalidCommandError('That is no price.'),
  unknown: new UnknownEntityError('product', 'pen'),
  already: new AlreadySoError('The price is that already.'),
  closed: new ServiceClosedError('shop'),
  fenced: new FencedError('shop'),
};

let server: HttpServer;

beforeAll(async () => {
  server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    logger: createLogger({ name: 'shop', level: 'silent', format: 'json' }),
    metrics: createMetrics({ service: 'shop' }),
    health: new Health(),
  });
  await server.serve(
    commandRoutes((app) => {
      const changes: Record<string, Change<{ amount: number }>> = {
        set: { key: 'pen', value: { amount: 3 } },
        delete: { key: 'pen', value: null },
      };
      app.post<{ Params: { what: string } }>('/:what', async ({ params: { what } }) =>
        answerCommand(service, { product: 'pen' }, () => {
          const change = changes[what];
          if (change === undefined) throw failures[what] as Error;
          return change;
        }),
      );
    }),
  );
});

afterAll(() => server.close());

async function post(what: string) {
  const response = await fetch(`${server.url}/${what}`, { method: 'POST' });
  const type = response.headers.get('content-type');
  return { status: response.status, type, body: await response.json() };
}

describe('the answer to a command', () => {
  it('is what is now so, with its record', async () => {
    const record = { topic: 'stock', partition: 2, offset: 0 };
    expect(await post('set')).toMatchObject({
      status: 200,
      body: { product: 'pen', amount: 3, record },
    });
    expect((await post('delete')).body).toEqual({ product: 'pen', record });
  });

  it.each([
    ['invalid', 400, 'Invalid command', 'That is no price.'],
    ['unknown', 404, 'Unknown', 'There is no product "pen"; check the id.'],
    ['already', 409, 'Already so', 'The price is that already.'],
    ['closed', 503, 'Stopping', 'shop is stopping; ask again once it runs.'],
    ['fenced', 500, 'Internal Server Error', 'The service failed; its log says why.'],
  ])('is a problem when it is refused: %s', async (what, status, title, detail) => {
    expect(await post(what)).toEqual({
      status,
      type: 'application/problem+json; charset=utf-8',
      body: { type: 'about:blank', title, status, detail },
    });
  });
});
