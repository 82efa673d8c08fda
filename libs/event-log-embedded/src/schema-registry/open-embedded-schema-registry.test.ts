import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { schemaRegistryConformance } from '@user-information/serde/conformance';
import { openEmbeddedSchemaRegistry } from './open-embedded-schema-registry.ts';

const newDirectory = () => mkdtemp(join(tmpdir(), 'schema-registry-'));

schemaRegistryConformance('The embedded registry', async () => {
  const directory = await newDirectory();
  return {
    registry: await openEmbeddedSchemaRegistry({ directory }),
    other: await openEmbeddedSchemaRegistry({ directory }),
    remove: () => rm(directory, { recursive: true }),
  };
});

describe('openEmbeddedSchemaRegistry', () => {
  let directory = '';
  beforeEach(async () => {
    directory = await newDirectory();
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('gives processes that start at once the same ids, each once', async () => {
    const run = promisify(execFile);
    const script = join(__dirname, 'test-register-schemas.ts');
    const outputs = await Promise.all(
      Array.from({ length: 5 }, () => run(process.execPath, [script, directory])),
    );
    const [first, ...others] = outputs.map(({ stdout }) => JSON.parse(stdout) as number[]);
    for (const ids of others) expect(ids).toEqual(first);
    expect(new Set(first).size).toBe(20);
  });

  it('keeps ids, and gives new ones after them, when it is opened again', async () => {
    const first = await openEmbeddedSchemaRegistry({ directory });
    const id = await first.register('s-value', 'string');
    await first.setCompatibility('s-value', 'NONE');
    await first.close();
    const second = await openEmbeddedSchemaRegistry({ directory });
    expect(await second.schemaById(id)).toBe('string');
    expect(await second.compatibility('s-value')).toBe('NONE');
    expect(await second.register('s-value', 'long')).toBeGreaterThan(id);
    await second.close();
  });

  it('makes missing folders', async () => {
    const registry = await openEmbeddedSchemaRegistry({ directory: join(directory, 'a/b') });
    expect(await registry.latest('s-value')).toBeUndefined();
    await registry.close();
  });

  it.each<[string, (path: string) => Promise<void> | void, string]>([
    ['a file where the folder should be', (path) => writeFile(path, ''), 'EEXIST'],
    [
      'a file that is no registry',
      async (path) => {
        await (await openEmbeddedSchemaRegistry({ directory: path })).close();
        await writeFile(
          join(path, 'schemas.db'),
          'something else, longer than a header'.repeat(50),
        );
      },
      'file is not a database',
    ],
    [
      'a registry of a newer program',
      async (path) => {
        await (await openEmbeddedSchemaRegistry({ directory: path })).close();
        const database = new DatabaseSync(join(path, 'schemas.db'));
        database.exec('PRAGMA user_version = 99');
        database.close();
      },
      'format 99',
    ],
  ])('names the path and the trouble: %s', async (_trouble, make, reason) => {
    const path = join(directory, 'log');
    await make(path);
    await expect(openEmbeddedSchemaRegistry({ directory: path })).rejects.toMatchObject({
      code: 'REGISTRY',
      message: expect.stringMatching(new RegExp(`${join(path, 'schemas.db')}.*${reason}`)),
    });
  });
});
