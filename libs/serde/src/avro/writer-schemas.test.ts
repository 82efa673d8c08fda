import { beforeEach, describe, expect, it } from '@jest/globals';
import { SerdeError } from '../errors.ts';
import { MemorySchemaRegistry } from '../registry/memory-schema-registry.ts';
import { WriterSchemas } from './writer-schemas.ts';

/** Counts what it is asked, and can be out of reach. */
class CountingRegistry extends MemorySchemaRegistry {
  asked = 0;
  reachable = true;

  override schemaById(id: number) {
    this.asked++;
    if (this.reachable) return super.schemaById(id);
    return Promise.reject(new SerdeError('REGISTRY', 'The registry does not answer.'));
  }
}

let registry = new CountingRegistry();
let nowMs = 0;
let schemas = new WriterSchemas(registry, () => nowMs);
beforeEach(async () => {
  registry = new CountingRegistry();
  schemas = new WriterSchemas(registry, () => nowMs);
  await registry.register('s-value', 'string');
});

describe('WriterSchemas', () => {
  it('asks once for a schema, even when many ask at once', async () => {
    expect(await Promise.all([schemas.get(1), schemas.get(1)])).toEqual(['string', 'string']);
    expect(await schemas.get(1)).toBe('string');
    expect(registry.asked).toBe(1);
  });

  it('does not ask again for an unknown id for ten seconds, then does', async () => {
    await expect(schemas.get(2)).rejects.toMatchObject({ code: 'UNKNOWN_SCHEMA' });
    nowMs += 9_999;
    for (let i = 0; i < 100; i++) expect(() => schemas.get(2)).toThrow('No schema has the id 2');
    expect(registry.asked).toBe(1);
    await registry.register('s-value', { type: 'string', logicalType: 'uuid' });
    nowMs += 1;
    expect(await schemas.get(2)).toEqual({ type: 'string', logicalType: 'uuid' });
    expect(registry.asked).toBe(2);
  });

  it('asks again at once when the registry was out of reach', async () => {
    registry.reachable = false;
    await expect(schemas.get(1)).rejects.toMatchObject({ code: 'REGISTRY' });
    registry.reachable = true;
    expect(await schemas.get(1)).toBe('string');
  });
});
