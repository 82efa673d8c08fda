import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { generateAll } from './generate-all.ts';
import { generate } from './generate.ts';

const sourceRoot = join(__dirname, '..');
const generated = join(sourceRoot, 'generated');

describe('src/generated', () => {
  it('is what the .avsc files say; if not, run: node libs/schemas/src/generate/main.ts', () => {
    const wanted = generateAll(sourceRoot);
    expect(readdirSync(generated).sort()).toEqual([...wanted.keys()].sort());
    for (const [file, content] of wanted) {
      expect(readFileSync(join(generated, file), 'utf8')).toBe(content);
    }
  });
});

const avsc = (fields: object[]) => JSON.stringify({ type: 'record', name: 'Thing', fields });

describe('generate', () => {
  it('makes a type for each record and enum, with docs, and a constant of the schema', () => {
    const schema = {
      type: 'record',
      name: 'Thing',
      doc: 'A thing.',
      fields: [
        {
          name: 'kind',
          type: { type: 'enum', name: 'Kind', symbols: ['a', 'b'] },
          doc: "It's */.",
        },
        {
          name: 'part',
          type: ['null', { type: 'record', name: 'Part', fields: [] }],
          default: null,
        },
      ],
    };
    expect(generate('thing.avsc', JSON.stringify(schema)))
      .toBe(`// Made from ../avsc/thing.avsc by src/generate/main.ts; change that file, not this one.
import type { Schema } from '../schema.ts';

/** A thing. */
export interface Thing {
  /** It's *\\/. */
  readonly kind: Kind;
  readonly part: Part | null;
}

export type Kind = 'a' | 'b';

export interface Part {
}

export const thingSchema: Schema<Thing> = {
  type: 'record',
  name: 'Thing',
  doc: 'A thing.',
  fields: [
    {
      name: 'kind',
      type: {
        type: 'enum',
        name: 'Kind',
        symbols: ['a', 'b'],
      },
      doc: "It's */.",
    },
    {
      name: 'part',
      type: [
        'null',
        {
          type: 'record',
          name: 'Part',
          fields: [],
        },
      ],
      default: null,
    },
  ],
};
`);
  });

  it.each<[unknown, string]>([
    ['boolean', 'boolean'],
    ['int', 'number'],
    ['long', 'number'],
    ['double', 'number'],
    ['bytes', 'Buffer'],
    [{ type: 'long', logicalType: 'timestamp-millis' }, 'number'],
    [{ type: 'fixed', name: 'F', size: 4 }, 'Buffer'],
    [['string', 'null'], 'string | null'],
    [['null', 'long', 'string', 'boolean'], 'number | string | boolean | null'],
    [{ type: 'array', items: ['null', 'string'] }, 'readonly (string | null)[]'],
    [
      { type: 'map', values: { type: 'array', items: 'long' } },
      'Readonly<Record<string, readonly number[]>>',
    ],
    ['some.where.Else', 'Else'],
  ])('makes of %j the type %s', (type, expected) => {
    const file = generate('thing.avsc', avsc([{ name: 'field', type }]));
    expect(file).toContain(`  readonly field: ${expected};\n`);
  });

  it.each([
    ['what is no JSON', '{', 'thing.avsc: is not JSON'],
    ['what is no record', '"string"', 'thing.avsc: must hold one record'],
    [
      'a union of two records',
      avsc([
        {
          name: 'either',
          type: [
            { type: 'record', name: 'A', fields: [] },
            { type: 'record', name: 'B', fields: [] },
          ],
        },
      ]),
      'Thing.either: is a union of types that are one at run time (A, B)',
    ],
    [
      'a union of two numbers',
      avsc([{ name: 'either', type: ['null', 'int', 'long'] }]),
      'Thing.either: ',
    ],
    [
      'an enum without a name',
      avsc([{ name: 'kind', type: { type: 'enum', symbols: [] } }]),
      'Thing.kind: ',
    ],
  ])('refuses %s', (_what, text, message) => {
    expect(() => generate('thing.avsc', text)).toThrow(
      expect.objectContaining({ code: 'SCHEMA_FILE', message: expect.stringContaining(message) }),
    );
  });
});
