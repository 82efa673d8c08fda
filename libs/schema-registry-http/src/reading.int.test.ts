import { afterEach, describe, expect, it } from '@jest/globals';
import { localRegistry } from './testing/local-registry.ts';
import { json, LocalServer } from './testing/local-server.ts';
import type { LocalReply } from './testing/local-server.ts';
import { testRegistry } from './testing/test-registry.ts';

const unknown = json(404, { error_code: 40403, message: 'Schema not found.' });

let server: LocalServer;
afterEach(() => server.close());

async function start(reply: LocalReply, options = {}) {
  server = await LocalServer.start(() => unknown);
  const { registry } = await testRegistry({ url: server.url, ...options });
  server.handler = () => reply;
  server.requests.length = 0;
  return registry;
}

describe('schemaById', () => {
  it('asks once for a schema, even when many ask at once', async () => {
    const registry = await start(json(200, { schema: '"string"' }));
    expect(await Promise.all([registry.schemaById(7), registry.schemaById(7)])).toEqual([
      'string',
      'string',
    ]);
    expect(await registry.schemaById(7)).toBe('string');
    expect(server.requests.map(({ line }) => line)).toEqual(['GET /schemas/ids/7']);
  });

  it('asks again for an id that was unknown', async () => {
    const registry = await start(unknown);
    await expect(registry.schemaById(7)).rejects.toMatchObject({ code: 'UNKNOWN_SCHEMA' });
    server.handler = () => json(200, { schema: '"string"' });
    expect(await registry.schemaById(7)).toBe('string');
  });

  it('does not believe that an id is unknown to a registry that forgot another', async () => {
    server = await LocalServer.start(localRegistry());
    const { registry, logged } = await testRegistry({ url: server.url });
    const { handler } = server;
    await registry.register('s-value', 'string');
    const other = await testRegistry({ url: server.url });
    await other.registry.register('t-value', 'long');
    server.handler = localRegistry();
    const schema = registry.schemaById(2);
    const id = registry.register('t-value', 'long');
    await server.asked(server.requests.length + 6);
    expect(logged()).toEqual([
      expect.stringContaining('it does not know schema id 1, which it gave: it is loading, or has'),
    ]);
    server.handler = handler;
    expect(await schema).toBe('long');
    expect(await id).toBe(2);
    expect(logged()).toEqual([expect.stringContaining('answers again')]);
  });

  it('holds back who asks for many unknown ids', async () => {
    const registry = await start(unknown, { unknownIdsPerSecond: 1 });
    for (const id of [1, 2]) {
      await expect(registry.schemaById(id)).rejects.toMatchObject({ code: 'UNKNOWN_SCHEMA' });
    }
    const third = expect(registry.schemaById(3)).rejects.toMatchObject({ name: 'AbortError' });
    await registry.latest('s-value').catch(() => undefined);
    await registry.close();
    await third;
    expect(server.requests.map(({ line }) => line)).toEqual([
      'GET /schemas/ids/1',
      'GET /schemas/ids/2',
      'GET /subjects/s-value/versions/latest',
    ]);
  });

  it.each<[string, object, string]>([
    ['JSON Schema', { schema: '{}', schemaType: 'JSON' }, 'it is of type JSON'],
    ['in pieces', { schema: '{}', references: [{ subject: 't' }] }, 'in the subject "t"'],
    ['no JSON', { schema: 'string' }, 'not valid JSON'],
  ])('refuses what others registered and cannot be used: %s', async (_what, body, reason) => {
    const registry = await start(json(200, body));
    await expect(registry.schemaById(7)).rejects.toMatchObject({
      code: 'INVALID_SCHEMA',
      message: expect.stringMatching(new RegExp(`^Schema id 7 .*${reason}`)),
    });
  });
});
