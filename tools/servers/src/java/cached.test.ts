import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cacheRoot, cached, isCached } from './cached.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cache-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const fillWith =
  (text: string) =>
  async (folder: string): Promise<void> =>
    writeFileSync(join(folder, 'file'), text);

describe('cached', () => {
  it('fills a folder once', async () => {
    expect(isCached('thing-1', root)).toBe(false);
    const folder = await cached('thing-1', fillWith('first'), root);
    expect(await cached('thing-1', fillWith('second'), root)).toBe(folder);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('first');
    expect(readdirSync(root)).toEqual(['thing-1']);
    expect(isCached('thing-1', root)).toBe(true);
  });

  it('leaves nothing when filling fails, and tries again the next time', async () => {
    const failing = async (folder: string): Promise<void> => {
      writeFileSync(join(folder, 'half'), '');
      throw new Error('no network');
    };
    await expect(cached('thing-1', failing, root)).rejects.toThrow('no network');
    expect(readdirSync(root)).toEqual([]);
    await cached('thing-1', fillWith('whole'), root);
    expect(readdirSync(join(root, 'thing-1'))).toEqual(['file']);
  });

  it('serves two who fill it at once with the same folder', async () => {
    const both = Promise.withResolvers<undefined>();
    let fillers = 0;
    const fill = async (folder: string): Promise<void> => {
      fillers += 1;
      if (fillers === 2) both.resolve(undefined);
      await both.promise;
      writeFileSync(join(folder, 'file'), 'same');
    };
    const [one, other] = await Promise.all([
      cached('thing-1', fill, root),
      cached('thing-1', fill, root),
    ]);
    expect(one).toBe(other);
    expect(readdirSync(root)).toEqual(['thing-1']);
    expect(readdirSync(one)).toEqual(['file']);
  });
});

describe('cacheRoot', () => {
  it('is where the user keeps caches', () => {
    expect(cacheRoot({ XDG_CACHE_HOME: '/caches' })).toBe('/caches/user-information-service');
    const usual = join(homedir(), '.cache', 'user-information-service');
    expect(cacheRoot({})).toBe(usual);
    expect(cacheRoot({ XDG_CACHE_HOME: '' })).toBe(usual);
  });
});
