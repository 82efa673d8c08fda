import { describe, expect, it } from '@jest/globals';
import { MemorySchemaRegistry } from '../registry/memory-schema-registry.ts';
import type { AvroSchema } from '../schema-registry.ts';
import { avroReader } from './avro-reader.ts';
import { avroSerde } from './avro-serde.ts';

const subject = 'users-value';
const record = (...fields: object[]): AvroSchema => ({ type: 'record', name: 'User', fields });
const id = { name: 'id', type: 'string' };
const age = { name: 'age', type: 'int' };
const agedDefault = { ...age, default: 18 };
const cityDefault = { name: 'city', type: ['null', 'string'], default: null };

/** What a reader of one schema makes of a value that was written with another. */
async function readAs(reader: AvroSchema, writer: AvroSchema, value: unknown): Promise<unknown> {
  const registry = new MemorySchemaRegistry();
  const serde = avroSerde<unknown>({ subject, schema: writer, registry });
  await serde.open();
  const bytes = serde.serialize(value);
  return avroReader<unknown>({ subject, schema: reader, registry }).deserialize(bytes);
}

describe('schemas that evolve', () => {
  it.each<[string, AvroSchema, AvroSchema, unknown, unknown]>([
    [
      'an older writer lacks a field: its default',
      record(id, agedDefault, cityDefault),
      record(id),
      { id: 'a' },
      { id: 'a', age: 18, city: null },
    ],
    [
      'a newer writer has another field: left out',
      record(id),
      record(id, cityDefault),
      { id: 'a', city: 'b' },
      { id: 'a' },
    ],
    [
      'a field in the middle was removed',
      record(id, agedDefault),
      record(id, cityDefault, age),
      { id: 'a', city: 'b', age: 3 },
      { id: 'a', age: 3 },
    ],
    [
      'fields in another order',
      record(age, id),
      record(id, age),
      { id: 'a', age: 3 },
      { id: 'a', age: 3 },
    ],
    [
      'an int that became a long',
      record({ ...age, type: 'long' }),
      record(age),
      { age: 3 },
      { age: 3 },
    ],
    [
      'a field that may now be null',
      record({ ...id, type: ['null', 'string'] }),
      record(id),
      { id: 'a' },
      { id: 'a' },
    ],
    [
      'a field that was renamed, with an alias',
      record({ name: 'userId', type: 'string', aliases: ['id'] }),
      record(id),
      { id: 'a' },
      { userId: 'a' },
    ],
  ])('%s', async (_what, reader, writer, value, expected) => {
    expect(await readAs(reader, writer, value)).toEqual(expected);
  });

  it('reads values of several writers side by side', async () => {
    const registry = new MemorySchemaRegistry();
    const old = avroSerde<unknown>({ subject, schema: record(id), registry });
    await old.open();
    const fresh = avroSerde<unknown>({
      subject,
      schema: record(id, agedDefault),
      registry,
    });
    await fresh.open();
    const values = [old.serialize({ id: 'a' }), fresh.serialize({ id: 'b', age: 2 })];
    for (const serde of [old, fresh]) for (const bytes of values) await serde.deserialize(bytes);
    expect(values.map((bytes) => old.deserialize(bytes))).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect(values.map((bytes) => fresh.deserialize(bytes))).toEqual([
      { id: 'a', age: 18 },
      { id: 'b', age: 2 },
    ]);
  });

  it.each<[string, AvroSchema, AvroSchema, unknown, string]>([
    [
      'a field that nobody wrote and that has no default',
      record(id, age),
      record(id),
      { id: 'a' },
      'field age is new and has no default',
    ],
    [
      'a field of another type',
      record(id),
      record({ ...id, type: 'long' }),
      { id: 1 },
      'field id was "long" and is now "string"',
    ],
    [
      'a field inside a record',
      record({ name: 'home', type: ['null', { type: 'record', name: 'Home', fields: [id, age] }] }),
      record({ name: 'home', type: ['null', { type: 'record', name: 'Home', fields: [id] }] }),
      { home: null },
      'field home.age is new and has no default',
    ],
    [
      'a record of another name',
      record(id),
      { type: 'record', name: 'Tweet', fields: [id] },
      { id: 'a' },
      'the value was Tweet and is now User',
    ],
  ])(
    'names subject and field of what can not be read: %s',
    async (_what, reader, writer, value, reason) => {
      await expect(readAs(reader, writer, value)).rejects.toMatchObject({
        code: 'INCOMPATIBLE_SCHEMA',
        message: expect.stringMatching(new RegExp(`"${subject}".*${reason}`)),
      });
    },
  );

  it('refuses a writer whose change breaks readers, before it writes', async () => {
    const registry = new MemorySchemaRegistry();
    await avroSerde<unknown>({ subject, schema: record(id), registry }).open();
    const changed = avroSerde<unknown>({ subject, schema: record(id, age), registry });
    await expect(changed.open()).rejects.toMatchObject({
      code: 'INCOMPATIBLE_SCHEMA',
      message: expect.stringMatching(/"users-value".*field age is new and has no default/),
    });
    expect(() => changed.serialize({ id: 'a', age: 1 })).toThrow(
      expect.objectContaining({ code: 'NOT_REGISTERED' }),
    );
  });
});
