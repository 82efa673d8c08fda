import { Validator } from '@seriousme/openapi-schema-validator';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { LocalView } from '../test-local-view.ts';

let view: LocalView;

beforeEach(async () => {
  view = await LocalView.open();
});
afterEach(() => view.close());

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

describe('/openapi.json', () => {
  it('describes every route of the view, as OpenAPI wants it', async () => {
    await view.start();
    const api = (await (await fetch(`${view.url}/openapi.json`)).json()) as OpenApi;
    expect(await new Validator().validate({ ...api })).toMatchObject({ valid: true });
    const operations = Object.entries(api.paths).map(
      ([path, methods]) => `${Object.keys(methods).join().toUpperCase()} ${path}`,
    );
    expect(operations.sort()).toEqual([
      'GET /things',
      'GET /things/{thingId}',
      'GET /things/{thingId}/events',
      'GET /things/{thingId}/explain',
      'POST /things/lookup',
    ]);
    expect(api.paths['/things/{thingId}']?.['get']).toMatchObject({
      summary: 'One row',
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: 'thingId', in: 'path', required: true }),
        expect.objectContaining({ name: 'after', in: 'query' }),
        expect.objectContaining({ name: 'if-none-match', in: 'header' }),
      ]),
      responses: {
        200: {
          headers: { ETag: expect.anything(), 'X-View-Position': expect.anything() },
          content: { 'application/json': { schema: { type: 'object' } } },
        },
        404: { content: { 'application/problem+json': expect.anything() } },
      },
    });
  });

  it('costs a request nothing: no route has a schema that Fastify would check', async () => {
    const routes: RouteOptions[] = [];
    const app = fastify();
    app.addHook('onRoute', (route) => void routes.push(route));
    const serve = async (add: (scope: FastifyInstance) => void | Promise<void>) => {
      await app.register(async (scope) => add(scope));
      await app.ready();
    };
    const server = { url: '', serve, drain: async () => undefined, close: async () => undefined };
    await view.start({ server });
    const ours = routes.filter(({ url }) => url.startsWith('/things'));
    expect(ours.map(({ schema }) => schema)).toEqual(ours.map(() => undefined));
    expect(ours.length).toBeGreaterThan(5);
    await app.close();
  });
});

describe('/docs', () => {
  it('is a page to try it, with all that it needs from here', async () => {
    await view.start();
    const page = await fetch(`${view.url}/docs`);
    expect(page.status).toBe(200);
    const html = await page.text();
    const assets = [...html.matchAll(/(?:src|href)="(?<path>[^"]+)"/g)].map(
      ({ groups }) => new URL(String(groups?.['path']), page.url),
    );
    expect(assets.length).toBeGreaterThan(3);
    for (const asset of assets) {
      expect(asset.origin).toBe(view.url);
      const answer = await fetch(asset);
      expect({ asset: asset.pathname, status: answer.status }).toMatchObject({ status: 200 });
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0);
    }
  });
});
