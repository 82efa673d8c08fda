import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { AvroSchema, SchemaRegistry } from '../schema-registry.ts';

/** A registry for one test. It may be one that other tests used before. */
export interface RegistryFixture {
  readonly registry: SchemaRegistry;
  /** Another registry object with the same content, as another process would have. */
  readonly other: SchemaRegistry;
  /** Releases what the test used. The registries are closed by then. */
  remove(): Promise<void>;
}

type Fields = readonly Readonly<Record<string, unknown>>[];

const a = { name: 'a', type: 'string' };
const b = { name: 'b', type: 'string' };
const bOptional = { ...b, default: '' };
const unknownId = 2 ** 31 - 1;

/** The tests that every `SchemaRegistry` passes, to be called in a test file of the adapter. */
export function schemaRegistryConformance(
  name: string,
  setUp: () => Promise<RegistryFixture>,
): void {
  /** Subjects and record names are new each time, so that a registry can outlive a test. */
  const run = async (
    test: (context: {
      readonly registry: SchemaRegistry;
      readonly other: SchemaRegistry;
      readonly subject: string;
      readonly record: (...fields: Fields) => AvroSchema;
    }) => Promise<void>,
  ): Promise<void> => {
    const fixture = await setUp();
    const { registry, other } = fixture;
    const unique = randomUUID().replaceAll('-', '');
    const record = (...fields: Fields) => ({ type: 'record', name: `R${unique}`, fields });
    try {
      await test({ registry, other, subject: `test-${unique}-value`, record });
    } finally {
      await registry.close();
      await other.close();
      await fixture.remove();
    }
  };

  describe(`${name} as a schema registry`, () => {
    it('gives a schema a positive 32-bit id, by which everyone finds it', () =>
      run(async ({ registry, other, subject, record }) => {
        const id = await registry.register(subject, record(a));
        expect(Number.isInteger(id) && id > 0 && id <= unknownId).toBe(true);
        for (const each of [registry, other]) {
          expect(await each.schemaById(id)).toEqual(record(a));
          expect(await each.latest(subject)).toEqual({ id, schema: record(a) });
        }
      }));

    it('knows nothing of what nobody registered', () =>
      run(async ({ registry, subject }) => {
        await expect(registry.schemaById(unknownId)).rejects.toMatchObject({
          code: 'UNKNOWN_SCHEMA',
          message: expect.stringContaining(`${unknownId}`),
        });
        expect(await registry.latest(subject)).toBeUndefined();
      }));

    it('gives equal schemas one id, different ones different ids', () =>
      run(async ({ registry, other, subject, record }) => {
        const first = await registry.register(subject, record(a));
        expect(await other.register(subject, record(a))).toBe(first);
        const second = await other.register(subject, record(a, bOptional));
        expect(second).not.toBe(first);
        expect(await registry.register(`${subject}-too`, record(a))).toBe(first);
      }));

    it('takes schemas of a subject for one that differ in docs and layout only', () =>
      run(async ({ registry, other, subject, record }) => {
        const id = await registry.register(subject, record(a));
        const { name, fields, type } = record({
          type: 'string',
          name: 'a',
          doc: 'First',
        }) as Record<string, unknown>;
        expect(await other.register(subject, { fields, doc: 'All', name, type })).toBe(id);
        expect(await other.latest(subject)).toEqual({ id, schema: record(a) });
      }));

    it('lets one of two win that cannot read each other and are registered at once', () =>
      run(async ({ registry, other, subject, record }) => {
        for (let round = 0; round < 5; round++) {
          const each = `${subject}-${round}`;
          const results = await Promise.allSettled([
            registry.register(each, record(a)),
            other.register(each, record(b)),
          ]);
          const lost = results.find(({ status }) => status === 'rejected');
          expect(lost).toMatchObject({ reason: { code: 'INCOMPATIBLE_SCHEMA' } });
          const won = results[0].status === 'fulfilled' ? record(a) : record(b);
          expect((await registry.latest(each))?.schema).toEqual(won);
        }
      }));

    it('gives one id to all who register a schema at once', () =>
      run(async ({ registry, other, subject, record }) => {
        const ids = await Promise.all(
          Array.from({ length: 20 }, (_, i) =>
            (i % 2 === 0 ? registry : other).register(subject, record(a)),
          ),
        );
        expect(new Set(ids).size).toBe(1);
      }));

    it('keeps an older version, without making it the latest, when it is registered again', () =>
      run(async ({ registry, subject, record }) => {
        const first = await registry.register(subject, record(a));
        const second = await registry.register(subject, record(a, bOptional));
        expect(await registry.register(subject, record(a))).toBe(first);
        expect((await registry.latest(subject))?.id).toBe(second);
      }));

    it.each<[string, Fields, Fields, string]>([
      ['a field added without a default', [a], [a, b], 'b'],
      ['a field whose type changed', [a, b], [a, { name: 'b', type: 'long' }], 'b'],
      ['a field that may no longer be null', [{ name: 'a', type: ['null', 'string'] }], [a], 'a'],
    ])('refuses %s, naming subject and field', (_change, old, changed, field) =>
      run(async ({ registry, subject, record }) => {
        const id = await registry.register(subject, record(...old));
        await expect(registry.register(subject, record(...changed))).rejects.toMatchObject({
          code: 'INCOMPATIBLE_SCHEMA',
          message: expect.stringMatching(new RegExp(`${subject}.*\\b${field}\\b`)),
        });
        expect(await registry.latest(subject)).toEqual({ id, schema: record(...old) });
      }),
    );

    it.each<[string, Fields, Fields]>([
      ['a field added with a default', [a], [a, bOptional]],
      ['a field removed', [a, b], [a]],
      ['a field widened', [{ name: 'a', type: 'int' }], [{ name: 'a', type: 'long' }]],
      ['a field that may now be null', [a], [{ name: 'a', type: ['null', 'string'] }]],
    ])('accepts %s', (_change, old, changed) =>
      run(async ({ registry, subject, record }) => {
        await registry.register(subject, record(...old));
        const id = await registry.register(subject, record(...changed));
        expect((await registry.latest(subject))?.id).toBe(id);
      }),
    );

    it('checks as the subject says: BACKWARD unless told otherwise', () =>
      run(async ({ registry, other, subject, record }) => {
        expect(await registry.compatibility(subject)).toBe('BACKWARD');
        await registry.register(subject, record(a));
        await registry.register(subject, record(a, bOptional));
        // Reads the latest, which always has b, but not the first.
        await registry.setCompatibility(subject, 'BACKWARD_TRANSITIVE');
        expect(await other.compatibility(subject)).toBe('BACKWARD_TRANSITIVE');
        await expect(other.register(subject, record(a, b))).rejects.toMatchObject({
          code: 'INCOMPATIBLE_SCHEMA',
        });
        await registry.setCompatibility(subject, 'BACKWARD');
        await other.register(subject, record(a, b));
        await registry.setCompatibility(subject, 'NONE');
        await other.register(subject, record({ name: 'a', type: 'long' }));
        expect(await registry.compatibility(`${subject}-too`)).toBe('BACKWARD');
      }));

    it.each<[string, AvroSchema]>([
      ['an unknown type', 'strin'],
      ['a record without fields', { type: 'record', name: 'R' }],
      ['a default of another type', { type: 'record', name: 'R', fields: [{ ...a, default: 1 }] }],
    ])('refuses %s', (_what, schema) =>
      run(async ({ registry, subject }) => {
        await expect(registry.register(subject, schema)).rejects.toMatchObject({
          code: 'INVALID_SCHEMA',
          message: expect.stringContaining(subject),
        });
        expect(await registry.latest(subject)).toBeUndefined();
      }),
    );

    it('may be closed twice, and then says that it is', () =>
      run(async ({ registry, subject, record }) => {
        await registry.close();
        await registry.close();
        const closed = { code: 'REGISTRY' };
        await expect(registry.register(subject, record(a))).rejects.toMatchObject(closed);
        await expect(registry.schemaById(1)).rejects.toMatchObject(closed);
        await expect(registry.latest(subject)).rejects.toMatchObject(closed);
        await expect(registry.compatibility(subject)).rejects.toMatchObject(closed);
        await expect(registry.setCompatibility(subject, 'NONE')).rejects.toMatchObject(closed);
      }));
  });
}
