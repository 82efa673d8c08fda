import { describe, expect, it } from '@jest/globals';
import { canonicalForm } from './canonical-form.ts';

const field = { name: 'a', type: 'long', default: 0 };
const record = { type: 'record', name: 'R', fields: [field] };

describe('canonicalForm', () => {
  it.each([
    ['the order of attributes', { fields: [field], name: 'R', type: 'record' }],
    ['docs', { ...record, doc: 'R', fields: [{ ...field, doc: 'a' }] }],
    ['a type in braces', { ...record, fields: [{ ...field, type: { type: 'long' } }] }],
  ])('does not depend on %s', (_what, schema) => {
    expect(canonicalForm(schema)).toBe(canonicalForm(record));
  });

  it.each([
    ['a default', { ...field, default: 1 }],
    ['no default', { name: 'a', type: 'long' }],
    ['an alias', { ...field, aliases: ['b'] }],
    ['a logical type', { ...field, type: { type: 'long', logicalType: 'timestamp-millis' } }],
    ['a type', { ...field, type: 'int' }],
    ['a name', { ...field, name: 'b' }],
  ])('depends on %s', (_what, changed) => {
    const schema = { ...record, fields: [changed] };
    expect(canonicalForm(schema)).not.toBe(canonicalForm(record));
  });

  it('depends on the order of fields and of a union, and leaves defaults as they are', () => {
    const union = { name: 'u', type: ['null', 'string'], default: { doc: 1, type: 'x' } };
    expect(canonicalForm({ ...record, fields: [union] })).toBe(
      '{"fields":[{"default":{"doc":1,"type":"x"},"name":"u","type":["null","string"]}],"name":"R","type":"record"}',
    );
  });
});
