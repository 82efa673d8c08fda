import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cert, key } from './testing/certificate.ts';
import { json, LocalServer } from './testing/local-server.ts';
import type { LocalReply } from './testing/local-server.ts';
import { testRegistry } from './testing/test-registry.ts';

const page: LocalReply = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' };

let server: LocalServer;
beforeEach(async () => {
  server = await LocalServer.start(() => page);
});
afterEach(() => server.close());

/** What a registry at this address fails with when it is opened. */
async function failureOf(url: string, user = {}): Promise<string> {
  const error: unknown = await testRegistry({ url, ...user }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'REGISTRY' });
  return (error as Error).message;
}

describe('a registry that waiting can not mend', () => {
  it.each<[string, LocalReply, string]>([
    ['wants a password', { status: 401 }, 'it asks for a name and a password (401)'],
    [
      'forbids it',
      json(403, { error_code: 40301, message: 'No' }),
      'it forbids a user without a name to GET /schemas/ids/',
    ],
    ['is a page', page, 'it answers 200 with text/html, as no schema registry does'],
    ['is a page that misses', { ...page, status: 404 }, 'it answers 404 with text/html'],
    ['answers nothing', { status: 204 }, 'it answers 204 with no content'],
    ['misses the path', json(404, { error_code: 404, message: 'HTTP 404' }), 'it answers 404 with'],
    ['has other errors', json(404, { status: 404, detail: 'x' }), 'it answers 404 with'],
    ['has other answers', json(200, { scheme: 'x' }), 'it answers with other JSON, as no'],
    ['sends elsewhere', { status: 301, headers: { location: '/apis' } }, 'elsewhere, to /apis, as'],
    ['never ends', json(200, 'x'.repeat(5_000_000)), 'it answers with more than any schema has'],
    ['can not do it', { status: 501 }, 'it answers 501 with no content'],
    ['refuses', json(422, { error_code: 42299, message: 'Odd' }), 'with 422, error 42299: Odd.'],
  ])('is said to be so at once: it %s', async (_trouble, reply, reason) => {
    server.handler = () => reply;
    const message = await failureOf(server.url);
    expect(message).toContain(`The schema registry at ${server.url} can't be asked: `);
    expect(message).toContain(reason);
    expect(server.requests).toHaveLength(1);
  });

  it('names the settings to change', async () => {
    expect(await failureOf(server.url)).toMatch(/SCHEMA_REGISTRY_URL .*\/apis\/ccompat\/v7\.$/);
    server.handler = () => ({ status: 401 });
    expect(await failureOf(server.url)).toMatch(/SCHEMA_REGISTRY_USERNAME and .*_PASSWORD\.$/);
    const user = { username: 'ann', password: 'hush' };
    expect(await failureOf(server.url, user)).toMatch(
      /let "ann" in with this password \(401\)\. Check/,
    );
    server.handler = () => ({ status: 403 });
    expect(await failureOf(server.url, user)).toMatch(
      /"ann" to GET .* \(403\)\. Give that user the right/,
    );
  });

  it('may become so, and be mended, while it is open', async () => {
    server.handler = () => json(200, { schema: '"string"' });
    const { registry, logged } = await testRegistry({ url: server.url });
    server.handler = () => page;
    await expect(registry.schemaById(1)).rejects.toMatchObject({ code: 'REGISTRY' });
    expect(logged()).toEqual([]);
    server.handler = () => json(200, { schema: '"string"' });
    expect(await registry.schemaById(1)).toBe('string');
    await registry.close();
  });

  it('may speak something else than HTTP', async () => {
    const other = createServer((socket) => socket.end('220 ready\r\n'));
    expect(await failureAt(other, 'http')).toContain('it does not speak HTTP');
  });

  it('may have a port that no client opens', async () => {
    expect(await failureOf('http://127.0.0.1:1')).toContain('bad port. Check SCHEMA_REGISTRY_URL.');
  });
});

describe('TLS', () => {
  const answering = () =>
    createHttpsServer({ key, cert }, (_request, response) => response.end('{"schema": "1"}'));

  it('fails for a certificate of an unknown authority', async () => {
    expect(await failureAt(answering(), 'https')).toMatch(
      /DEPTH_ZERO_SELF_SIGNED_CERT.* NODE_EXTRA_CA_CERTS/,
    );
  });

  it('fails for a server without TLS', async () => {
    const message = await failureOf(server.url.replace('http:', 'https:'));
    expect(message).toMatch(/does not speak TLS .* Begin SCHEMA_REGISTRY_URL with http,/);
  });

  it('works for an authority that Node trusts, and fails for another name', async () => {
    const before = getCACertificates('default');
    setDefaultCACertificates([cert]);
    try {
      const secure = answering();
      await once(secure.listen(0, '127.0.0.1'), 'listening');
      const { port } = secure.address() as AddressInfo;
      const { registry } = await testRegistry({ url: `https://localhost:${port}` });
      expect(await registry.schemaById(1)).toBe(1);
      await registry.close();
      expect(await failureOf(`https://127.0.0.1:${port}`)).toMatch(/127\.0\.0\.1.*ALTNAME_INVALID/);
      secure.closeAllConnections();
      await once(secure.close(), 'close');
    } finally {
      setDefaultCACertificates(before);
    }
  });
});

describe('a password', () => {
  const username = 'ann';
  const password = 'pss wörd:/?';
  const token = Buffer.from(`${username}:${password}`).toString('base64');

  it('is sent as basic authentication', async () => {
    server.handler = () => json(200, { schema: '"string"' });
    const { registry } = await testRegistry({ url: server.url, username, password });
    await registry.close();
    expect(server.requests.map(({ authorization }) => authorization)).toEqual([`Basic ${token}`]);
  });

  it('is nowhere shown, even if the server says it', async () => {
    const message = `${password} ${token} ${encodeURIComponent(password)}`;
    for (const reply of [
      json(422, { error_code: 42299, message }),
      json(500, { error_code: 50001, message }),
      { status: 302, headers: { location: `/${token}` } },
      { status: 200, headers: { 'content-type': token }, body: message },
    ]) {
      server.handler = () => json(200, { schema: '"string"' });
      const { registry, logged } = await testRegistry({
        url: server.url,
        username,
        password,
        minRetryMs: 60_000,
        maxWaitMs: 60_000,
      });
      server.handler = () => reply;
      const error: unknown = await registry.schemaById(1).catch((reason: unknown) => reason);
      const shown = `${inspect(error, { depth: 9 })} ${logged().join()}`;
      expect(shown).toContain('REGISTRY');
      for (const secret of [password, token, encodeURIComponent(password)]) {
        expect(shown).not.toContain(secret);
      }
    }
  });
});

/** See `failureOf`; of a server that is closed afterwards. */
async function failureAt(other: Server, protocol: string): Promise<string> {
  await once(other.listen(0, '127.0.0.1'), 'listening');
  const { port } = other.address() as AddressInfo;
  const sockets: Socket[] = [];
  other.on('connection', (socket: Socket) => void sockets.push(socket));
  const message = await failureOf(`${protocol}://127.0.0.1:${port}`);
  for (const socket of sockets) socket.destroy();
  await once(other.close(), 'close');
  return message;
}
