import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import { openRocksDbStores } from './open-rocksdb-stores.ts';

const kills = 25;

/** Starts a writer, kills it with -9 once `count` writes were acknowledged; the last one's offset. */
async function writeUntilKilled(directory: string, count: number): Promise<number> {
  const writer = spawn(process.execPath, [join(__dirname, 'test-crash-writer.ts'), directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(writer, 'exit');
  let acknowledged = 0;
  let seen = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged = Number(line);
    if (++seen === count) writer.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return acknowledged;
}

/** Content and position of the store, which must be from one batch. */
async function readOffset(directory: string): Promise<number> {
  const store = await openRocksDbStores({ directory }).open('crash');
  const values = new Set<string>();
  for await (const { value } of store.range()) values.add(value.toString());
  const [at, ...others] = await store.position();
  await store.close();
  expect(others).toEqual([]);
  expect([...values]).toEqual([`${at?.offset}`]);
  return at?.offset ?? 0;
}

describe('a store whose process is killed with -9', () => {
  it(`has content and position of one batch and lost none acknowledged, ${kills} times`, async () => {
    const directory = await mkdtemp(join(tmpdir(), 'state-store-crash-'));
    let offset = 0;
    for (let kill = 0; kill < kills; kill++) {
      const acknowledged = await writeUntilKilled(directory, 1 + ((kill * 37) % 100));
      expect(acknowledged).toBeGreaterThan(offset);
      offset = await readOffset(directory);
      expect(offset).toBeGreaterThanOrEqual(acknowledged);
    }
    await rm(directory, { recursive: true });
  });
});
