import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { Registry } from '@prometheus-io/client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { HealthSource } from './platform-routes.ts';
import { problem } from './problem.ts';
import { leaveOut } from './request-times.ts';
import { startHttpServer } from './start-http-server.ts';
import type { HttpServer, HttpServerOptions, Routes } from './start-http-server.ts';

let server: HttpServer;
let health: ReturnType<HealthSource['status']>;
let metrics: Registry;
let logged: string[];
let slow: {
  readonly arrived: PromiseWithResolvers<void>;
  readonly answer: PromiseWithResolvers<string>;
};

function options(): HttpServerOptions {
  return {
    host: '127.0.0.1',
    port: 0,
    logger: { error: (_fields, message) => logged.push(message) },
    metrics,
    health: { status: () => health },
    limits: { requestTimeoutMs: 300, bodyBytes: 1000, headersBytes: 4000, pathParameterChars: 600 },
  };
}

const routes: Routes = (app) => {
  app.get('/users/:userId', (asked) => asked.params);
  app.post('/users', (asked) => ({ got: asked.body }));
  app.get('/unending', { config: { isUnending: true } }, () => ({}));
  app.get('/waiting', (_asked, reply) => {
    leaveOut(reply, 3_600_000);
    return {};
  });
  app.get('/slow', () => {
    slow.arrived.resolve();
    return slow.answer.promise;
  });
  app.get('/mistake', () => {
    throw new TypeError('secret insides');
  });
  app.get('/teapot', () => {
    throw problem(418, 'Teapot', 'No coffee here.', { hint: 'tea' });
  });
};

beforeEach(async () => {
  health = { ready: true, components: {} };
  metrics = new Registry();
  logged = [];
  slow = { arrived: Promise.withResolvers(), answer: Promise.withResolvers() };
  server = await startHttpServer(options());
  await server.serve(routes);
});

afterEach(() => server.close());

async function ask(path: string, init?: RequestInit) {
  const response = await fetch(server.url + path, init);
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    allow: response.headers.get('allow'),
    body: text === '' ? null : (JSON.parse(text) as unknown),
  };
}

function aProblem(status: number, title: string, detail: string, extra: object = {}) {
  return {
    status,
    type: 'application/problem+json; charset=utf-8',
    allow: null,
    body: { type: 'about:blank', title, status, detail, ...extra },
  };
}

const json = { 'content-type': 'application/json' };
const post = (body: string, headers: Record<string, string> = json): RequestInit => ({
  method: 'POST',
  body,
  headers,
});

/** Sends bytes as they are, and answers with all that comes until the server ends. */
async function sendRaw(bytes: string): Promise<string> {
  const socket = rawSocket();
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString()));
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

function rawSocket(): Socket {
  return connect(Number(new URL(server.url).port), '127.0.0.1');
}

describe('errors are problem details', () => {
  it('404 for an unknown path', async () => {
    expect(await ask('/nothing?a=1')).toEqual(
      aProblem(404, 'Not Found', 'Nothing is at /nothing?a=1.'),
    );
  });

  it('405 for another method, with those that are allowed', async () => {
    expect(await ask('/users/7', { method: 'DELETE' })).toEqual({
      ...aProblem(405, 'Method Not Allowed', 'DELETE is not one of GET, HEAD.'),
      allow: 'GET, HEAD',
    });
    expect(await ask('/users', { ...post('not json'), method: 'PUT' })).toEqual({
      ...aProblem(405, 'Method Not Allowed', 'PUT is not one of POST.'),
      allow: 'POST',
    });
    expect(await ask('/health/live', { method: 'POST' })).toMatchObject({ status: 405 });
  });

  it('400 for a body that is not JSON, or empty', async () => {
    const detail = "Body is not valid JSON but content-type is set to 'application/json'";
    expect(await ask('/users', post('{"a":'))).toEqual(aProblem(400, 'Bad Request', detail));
    expect(await ask('/users', post(''))).toMatchObject({ status: 400 });
    expect(await ask('/users', post('{"__proto__": {"x": 1}}'))).toMatchObject({ status: 400 });
  });

  it('413 for a body that is too large', async () => {
    expect(await ask('/users', post(`"${'x'.repeat(1000)}"`))).toEqual(
      aProblem(413, 'Payload Too Large', 'Request body is too large'),
    );
  });

  it('415 for a body of another type, text included', async () => {
    const expected = aProblem(
      415,
      'Unsupported Media Type',
      'Send the body as JSON, with content-type: application/json.',
    );
    expect(await ask('/users', post('<a/>', { 'content-type': 'text/xml' }))).toEqual(expected);
    expect(await ask('/users', post('a', { 'content-type': 'text/plain' }))).toEqual(expected);
  });

  it('414 for a part of the path that is too long', async () => {
    expect(await ask(`/users/${'x'.repeat(601)}`)).toEqual(
      aProblem(414, 'URI Too Long', 'A part of the path is too long.'),
    );
  });

  it('400 for a path that is not URL-encoded', async () => {
    expect(await ask('/users/%zz')).toEqual(
      aProblem(400, 'Bad Request', "'/users/%zz' is not a valid url component"),
    );
    expect(await ask('/users/%c3%28')).toMatchObject({ status: 400 });
  });

  it('500 for a mistake in a route, which is told to the log only', async () => {
    expect(await ask('/mistake')).toEqual(
      aProblem(500, 'Internal Server Error', 'The service failed; its log says why.'),
    );
    expect(logged).toEqual(['GET /mistake failed']);
  });

  it('what a route throws as a problem', async () => {
    expect(await ask('/teapot')).toEqual(
      aProblem(418, 'Teapot', 'No coffee here.', { hint: 'tea' }),
    );
    expect(logged).toEqual([]);
  });
});

describe('what is no good HTTP request', () => {
  const head = (status: string) => new RegExp(`^HTTP/1\\.1 ${status}\\r\\n`);

  it('431 for headers that are too large', async () => {
    const answer = await sendRaw(`GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(5000)}\r\n\r\n`);
    expect(answer).toMatch(head('431 Request Header Fields Too Large'));
    expect(answer).toContain('application/problem+json');
  });

  it('400 for something else than HTTP', async () => {
    const answer = await sendRaw('hello\r\n\r\n');
    expect(answer).toMatch(head('400 Bad Request'));
    expect(answer).toContain('"detail":"This is not an HTTP request."');
  });

  it('408 for a client that sends its headers or its body too slowly', async () => {
    const slowHeaders = sendRaw('GET /health/live HTTP/1.1\r\nhost: a\r\n');
    const slowBody = sendRaw(
      'POST /users HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{',
    );
    expect(await slowHeaders).toMatch(head('408 Request Timeout'));
    expect(await slowBody).toMatch(head('408 Request Timeout'));
  });

  it('goes on serving others after all of that', async () => {
    const socket = rawSocket();
    socket.write('GET /users/');
    socket.destroy();
    await once(socket, 'close');
    expect(await ask('/users/7')).toMatchObject({ status: 200, body: { userId: '7' } });
  });
});

describe('health and metrics', () => {
  it('is live from the start', async () => {
    expect(await ask('/health/live')).toMatchObject({ status: 200, body: { live: true } });
  });

  it('is ready once every component is, and says until then what is missing', async () => {
    const components = {
      log: { ready: true, detail: 'ready' },
      view: { ready: false, detail: '7 records left' },
    };
    health = { ready: false, components };
    expect(await ask('/health/ready')).toEqual(
      aProblem(503, 'Not ready', 'view: 7 records left', { ready: false, components }),
    );
    health = { ready: true, components: { view: { ready: true, detail: 'ready' } } };
    expect(await ask('/health/ready')).toMatchObject({ status: 200, body: health });
  });

  it('times requests by route pattern, not by URL', async () => {
    await ask('/users/1');
    await ask('/users/2');
    await ask('/nothing');
    await ask('/users', post('{'));
    await ask('/unending');
    const response = await fetch(`${server.url}/metrics`);
    expect(response.headers.get('content-type')).toBe(metrics.contentType);
    const counts = (await response.text())
      .split('\n')
      .filter((line) => line.startsWith('http_request_duration_seconds_count'));
    expect(counts.sort()).toEqual([
      'http_request_duration_seconds_count{method="GET",route="/users/:userId",status="200"} 2',
      'http_request_duration_seconds_count{method="GET",route="unknown",status="404"} 1',
      'http_request_duration_seconds_count{method="POST",route="/users",status="400"} 1',
    ]);
  });

  it('leaves out of the time what a client asked to wait for', async () => {
    await ask('/waiting');
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(text).toContain(
      'http_request_duration_seconds_bucket{le="0.0005",method="GET",route="/waiting",status="200"} 1',
    );
  });
});

describe('before it serves its routes', () => {
  it('is live, says what is missing, and that it is not ready to all else', async () => {
    const starting = await startHttpServer({ ...options(), metrics: new Registry() });
    const status = async (path: string, init?: RequestInit) =>
      (await fetch(starting.url + path, init)).status;
    expect(await status('/health/live')).toBe(200);
    expect(await status('/health/ready')).toBe(503);
    expect(await status('/metrics')).toBe(200);
    expect(await status('/users/7')).toBe(503);
    expect((await fetch(`${starting.url}/users/7`)).headers.get('retry-after')).toBe('1');
    expect(await status('/users', post('{}'))).toBe(503);
    await starting.serve(routes);
    expect(await status('/users/7')).toBe(200);
    await starting.close();
  });
});

describe('listening and closing', () => {
  it('says of a taken port which it is and what to do', async () => {
    const port = Number(new URL(server.url).port);
    const error = startHttpServer({ ...options(), metrics: new Registry(), port });
    await expect(error).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: `Port ${port} is taken on 127.0.0.1. Stop the program that has it, or set PORT to another port.`,
    });
  });

  it('says of a host that is not here which it is and what to do', async () => {
    const error = startHttpServer({ ...options(), metrics: new Registry(), host: '192.0.2.1' });
    await expect(error).rejects.toMatchObject({
      code: 'CANNOT_LISTEN',
      message: expect.stringMatching(/^HOST=192\.0\.2\.1 is no address of this machine/),
    });
  });
});
