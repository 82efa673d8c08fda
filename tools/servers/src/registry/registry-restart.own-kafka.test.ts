import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '@user-information/observability';
import { openHttpSchemaRegistry } from '@user-information/schema-registry-http';
import { avroReader, avroSerde } from '@user-information/serde';
import { until } from '../process/until.fixture.ts';
import { record } from './register-and-read.fixture.ts';
import type { Registry } from './registry.ts';
import { startRegistry } from './start-registry.ts';

const subject = 'restarted-value';
const schema = record('Restarted') as Record<string, unknown>;

let server: Registry;
beforeAll(async () => {
  server = await startRegistry();
});
afterAll(async () => server.remove());

/** The registry's client in a service, with the levels of what it logged. */
async function open() {
  const stream = new PassThrough();
  const levels: string[] = [];
  stream.on('data', (line: Buffer) =>
    levels.push((JSON.parse(line.toString()) as { level: string }).level),
  );
  const logger = createLogger({ name: 'test', level: 'info', format: 'json', stream });
  const registry = await openHttpSchemaRegistry({ url: server.url, logger });
  return { registry, levels };
}

describe('services whose schema registry is killed', () => {
  it('wait, and go on where they were once it is back', async () => {
    const [writer, reader, starting] = [await open(), await open(), await open()];
    const written = avroSerde<unknown>({ subject, schema, registry: writer.registry });
    await written.open();
    const bytes = written.serialize({ a: 'kept' });
    await server.kill();

    expect(written.serialize({ a: 'kept' })).toEqual(bytes);
    const read = avroReader<unknown>({ subject, schema, registry: reader.registry });
    const value = read.deserialize(bytes);
    const later = starting.registry.register('later-value', 'string');
    await until(() => [reader, starting].every(({ levels }) => levels.length > 0));
    await server.start();

    expect(await value).toEqual({ a: 'kept' });
    expect(await starting.registry.schemaById(await later)).toBe('string');
    expect(writer.levels).toEqual([]);
    expect(reader.levels).toEqual(['warn', 'info']);
    expect(starting.levels).toEqual(['warn', 'info']);
    for (const { registry } of [writer, reader, starting]) await registry.close();
  });
});
