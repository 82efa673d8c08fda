import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSchema, record, register } from './register-and-read.fixture.ts';
import type { Registry } from './registry.ts';
import { startRegistry } from './start-registry.ts';

let registry: Registry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(async () => registry.remove());

describe('startRegistry', () => {
  it('knows the ids that it gave a moment before kill -9, and after a stop, at the same address', async () => {
    const { url } = registry;
    const names = Array.from({ length: 20 }, (_, i) => `Killed${i}`);
    const ids = await Promise.all(
      names.map((name) => register(url, `${name}-value`, record(name))),
    );
    await registry.kill();
    await registry.start();
    const stopped = await register(url, 'stopped-value', record('Stopped'));
    expect(ids).not.toContain(stopped);
    await registry.stop();
    await registry.start();
    expect(registry.url).toBe(url);
    expect(await readSchema(url, stopped)).toEqual(record('Stopped'));
    const schemas = await Promise.all(ids.map((id) => readSchema(url, id)));
    expect(schemas).toEqual(names.map(record));
  });
});
