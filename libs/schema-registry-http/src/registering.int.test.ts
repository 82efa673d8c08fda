import { afterEach, describe, expect, it } from '@jest/globals';
import { localRegistry } from './testing/local-registry.ts';
import { json, LocalServer } from './testing/local-server.ts';
import type { Handler } from './testing/local-server.ts';
import { testRegistry } from './testing/test-registry.ts';

const subject = 's-value';
const record = (...fields: object[]) => ({ type: 'record', name: 'R', fields });
const a = { name: 'a', type: 'string' };
const b = { name: 'b', type: 'string' };

let server: LocalServer;
afterEach(() => server.close());

async function start(handler: Handler) {
  server = await LocalServer.start(handler);
  return another();
}

/** As another process has it. */
async function another() {
  const { registry } = await testRegistry({ url: server.url });
  server.requests.length = 0;
  return registry;
}

const lines = () => server.requests.map(({ line }) => line);

describe('register', () => {
  it('asks once for a schema that is known, however many register it', async () => {
    const registry = await start(localRegistry());
    await registry.register(subject, record(a));
    const other = await another();
    const ids = Array.from({ length: 5 }, () => other.register(subject, record(a)));
    expect(await Promise.all(ids)).toEqual([1, 1, 1, 1, 1]);
    expect(await other.register(subject, record(a))).toBe(1);
    expect(lines()).toEqual([`POST /subjects/${subject}`]);
  });

  it('sets the level before there is anything to be checked', async () => {
    const registry = await start(localRegistry());
    await registry.register(subject, record(a));
    expect(lines()).toEqual([
      `POST /subjects/${subject}`,
      `GET /subjects/${subject}/versions`,
      `GET /config/${subject}`,
      `PUT /config/${subject}`,
      `POST /subjects/${subject}/versions`,
      `GET /subjects/${subject}/versions`,
      `GET /subjects/${subject}/versions/1`,
    ]);
    server.requests.length = 0;
    await registry.register(subject, record({ ...a, default: '' }));
    expect(lines().filter((line) => line.startsWith('PUT'))).toEqual([]);
  });

  it('sets the level once there is a version, where it can not be before', async () => {
    const registry = await start(localRegistry({ levelsNeedVersions: true }));
    await expect(registry.setCompatibility(subject, 'NONE')).rejects.toMatchObject({
      code: 'REGISTRY',
      message: expect.stringMatching(/"s-value" .* register the first one, then set NONE/),
    });
    await registry.register(subject, record(a));
    server.requests.length = 0;
    const answer = await fetch(`${server.url}/config/${subject}`);
    expect(await answer.json()).toEqual({ compatibilityLevel: 'BACKWARD' });
  });

  it('sets a level again when another process did so at the same time', async () => {
    const handler = localRegistry();
    let conflicts = 2;
    const registry = await start((request) =>
      request.line.startsWith('PUT') && conflicts-- > 0
        ? json(409, { error_code: 0, message: 'exists' })
        : handler(request),
    );
    expect(await registry.register(subject, record(a))).toBe(1);
    expect(await registry.compatibility(subject)).toBe('BACKWARD');
  });

  it('lets one win of several that can not read each other, when the registry does not', async () => {
    const count = 4;
    const { promise: allThere, resolve } = Promise.withResolvers<undefined>();
    let adding = 0;
    const beforeAdding = () => {
      if (++adding === count) resolve(undefined);
      return allThere;
    };
    await start(localRegistry({ beforeAdding }));
    const registries = await Promise.all(Array.from({ length: count }, another));
    const fields = [a, b, { ...a, type: 'long' }, { ...b, type: 'long' }];
    const results = await Promise.allSettled(
      registries.map((registry, i) => registry.register(subject, record(fields[i]!))),
    );
    const won = results.flatMap((each, i) => (each.status === 'fulfilled' ? [i] : []));
    const lost = results.flatMap((each) =>
      each.status === 'rejected' ? [each.reason as unknown] : [],
    );
    expect(won).toHaveLength(1);
    const incompatible = expect.objectContaining({ code: 'INCOMPATIBLE_SCHEMA' });
    expect(lost).toEqual([incompatible, incompatible, incompatible]);
    const registry = await another();
    expect((await registry.latest(subject))?.schema).toEqual(record(fields[won[0]!]!));
    // What was taken back has an id all the same: a record that was written with it can be read.
    expect(await registry.schemaById(4)).toBeDefined();
  });

  it('lets the registry be stricter', async () => {
    const handler = localRegistry();
    let reply = json(409, { error_code: 409, message: 'Incompatible by rule 7' });
    const registry = await start((request) =>
      request.line === `POST /subjects/${subject}/versions` ? reply : handler(request),
    );
    await expect(registry.register(subject, 'string')).rejects.toMatchObject({
      code: 'INCOMPATIBLE_SCHEMA',
      message: expect.stringMatching(/"s-value" .*: Incompatible by rule 7\./),
    });
    reply = json(422, { error_code: 42201, message: 'No names like this' });
    await expect(registry.register(subject, 'string')).rejects.toMatchObject({
      code: 'INVALID_SCHEMA',
      message: expect.stringMatching(/"s-value" .*: No names like this/),
    });
    reply = json(422, { error_code: 42205, message: 'Subject is read-only' });
    await expect(registry.register(subject, 'string')).rejects.toMatchObject({
      code: 'REGISTRY',
      message: expect.stringContaining('42205: Subject is read-only'),
    });
  });

  it('does not take the id of a schema that is only nearly the same', async () => {
    const handler = localRegistry();
    const withoutAliases = (body: string) => body.replace(String.raw`,\"aliases\":[\"c\"]`, '');
    const registry = await start((request) =>
      handler({ ...request, body: withoutAliases(request.body) }),
    );
    await registry.register(subject, record(a));
    const renamed = record({ ...a, aliases: ['c'] });
    await expect(registry.register(subject, renamed)).rejects.toMatchObject({
      code: 'REGISTRY',
      message: expect.stringContaining('no version of "s-value" that equals the one just added'),
    });
  });

  it('names subjects in paths as they are', async () => {
    const registry = await start(localRegistry());
    const odd = 'a/b ü?#%-value';
    expect(await registry.register(odd, 'string')).toBe(1);
    expect(await registry.latest(odd)).toEqual({ id: 1, schema: 'string' });
    expect(await registry.latest('a')).toBeUndefined();
  });
});

describe('compatibility', () => {
  it.each([
    ['NONE', 'NONE'],
    ['BACKWARD', 'BACKWARD'],
    ['BACKWARD_TRANSITIVE', 'BACKWARD_TRANSITIVE'],
    ['FORWARD', 'NONE'],
    ['FORWARD_TRANSITIVE', 'NONE'],
    ['FULL', 'BACKWARD'],
    ['FULL_TRANSITIVE', 'BACKWARD_TRANSITIVE'],
  ])('%s asks a new schema to read as %s does', async (compatibilityLevel, reads) => {
    const registry = await start(localRegistry());
    server.handler = () => json(200, { compatibilityLevel });
    expect(await registry.compatibility(subject)).toBe(reads);
  });
});
