import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMetrics, Health } from '@user-information/observability';
import { startHttpServer } from '@user-information/service';
import type { HttpServer } from '@user-information/service';
import { serviceNames } from '../service-urls.ts';
import type { ServiceUrls } from '../service-urls.ts';
import { pageRoutes } from './page-routes.ts';
import type { SnapshotSource } from './snapshot-route.ts';

const nothing = { atSeconds: [], p50Ms: [], p95Ms: [], waitingMs: [] };
const state: SnapshotSource = {
  promises: { response: nothing, update: nothing },
  take: () => ({
    services: [],
    topology: null,
    topics: {},
    join: { instances: [], isStarting: false, progress: null, recordsLeft: 0 },
    appliedPerSecond: 0,
    audit: null,
    events: [],
  }),
};

/** All services in one: says what it was asked. */
let services: Server;
let server: HttpServer;
const closing: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  services = createServer((asked, response) => {
    void textOf(asked).then((body) => {
      const isMissing = asked.url?.includes('nobody') === true;
      response.writeHead(isMissing ? 404 : 200, { 'content-type': 'application/json' });
      const { headers, method, url } = asked;
      response.end(JSON.stringify({ method, url, body, after: headers['last-event-id'] }));
    });
  });
  await new Promise<void>((done) => services.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(services.address() as AddressInfo).port}`;
  const urls = Object.fromEntries(serviceNames.map((name) => [name, url])) as ServiceUrls;
  server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    logger: { error: (fields: object) => expect(fields).toEqual({}) },
    metrics: createMetrics({ service: 'test' }),
    health: new Health(),
  });
  const scope = { onClose: (step: () => Promise<void> | void) => void closing.push(step) };
  const pageFolder = resolve(__dirname, '../page');
  const options = { pageFolder, token: 'secret', urls, control: undefined, state, scope };
  await server.serve(pageRoutes(options));
});

afterAll(async () => {
  for (const step of closing) await step();
  await server.close();
  services.closeAllConnections();
  services.close();
});

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

describe('the page', () => {
  it('comes with its token and all that it loads', async () => {
    const response = await fetch(server.url);
    const html = await response.text();
    expect(html).toContain('<meta name="stage-token" content="secret" />');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    const script = await fetch(`${server.url}/stage.js`);
    const style = await fetch(`${server.url}/stage.css`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const fonts = [...(await style.text()).matchAll(/url\("?(?:\.\/)?([^")]+\.woff2)"?\)/g)];
    expect(fonts.length).toBeGreaterThan(0);
    const font = await fetch(new URL(fonts[0]?.[1] ?? '', `${server.url}/`));
    expect(font.headers.get('content-type')).toBe('font/woff2');
  });
});

describe('a name that a stranger has made to lead here', () => {
  it.each(['/', '/stage.js', '/api/snapshots', '/api/users'])('is not told %s', async (path) => {
    const { port } = new URL(server.url);
    const headers = { host: `evil.example:${port}` };
    const asked = request({ port, path, headers, host: '127.0.0.1' }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(403);
    expect(await textOf(response)).not.toContain('secret');
  });
});

describe('what the page asks for', () => {
  it('of users is what user-info-http answers', async () => {
    const events = await fetch(`${server.url}/api/users/a%2Fb/events`, {
      headers: { 'last-event-id': 'x-1@2' },
    });
    expect(await events.json()).toMatchObject({ url: '/users/a%2Fb/events', after: 'x-1@2' });
    const list = await fetch(`${server.url}/api/users?limit=2`);
    expect(await list.json()).toMatchObject({ method: 'GET', url: '/users?limit=2' });
    const nobody = await fetch(`${server.url}/api/users/nobody/events`);
    expect(nobody.status).toBe(404);
  });

  it('of what is served is yes once it is', async () => {
    const isServed = async (id: string) =>
      (
        await fetch(`${server.url}/api/users/${id}/served?after=follows-1%402`)
      ).json() as Promise<unknown>;
    expect(await isServed('ann')).toEqual({ isServed: true });
    expect(await isServed('nobody')).toEqual({ isServed: false });
  });

  it('of a service is passed on, from the page alone', async () => {
    const give = (headers: Record<string, string>) =>
      fetch(`${server.url}/api/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ kind: 'follow', userId: 'ann', followeeId: 'bob' }),
      });
    const answer = await give({ origin: server.url, 'x-stage-token': 'secret' });
    expect(await answer.json()).toMatchObject({
      method: 'POST',
      url: '/follows',
      body: '{"followerId":"ann","followeeId":"bob"}',
      durableMs: expect.any(Number),
    });
    expect((await give({ origin: server.url })).status).toBe(403);
    expect((await give({ 'x-stage-token': 'secret' })).status).toBe(403);
  });

  it('is not the end of a service where there is no demo', async () => {
    const headers = { origin: server.url, 'x-stage-token': 'secret' };
    const kill = await fetch(`${server.url}/api/join/kill`, { method: 'POST', headers });
    expect(kill.status).toBe(404);
  });
});

describe('the snapshots', () => {
  it('come as events, the promises first, and say that nothing can be controlled', async () => {
    const gone = new AbortController();
    const response = await fetch(`${server.url}/api/snapshots`, { signal: gone.signal });
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.includes('"mayControl":false')) break;
    }
    gone.abort();
    expect(text).toMatch(/^event: promises\ndata: \{"response".*\n\nevent: snapshot\ndata: /);
  });
});
