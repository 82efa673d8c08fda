import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { WakeFiles } from './wake-files.ts';

const directory = mkdtempSync(join(tmpdir(), 'wake-files-'));
const opened: WakeFiles[] = [];
afterEach(() => opened.splice(0).forEach((files) => files.close()));
afterAll(() => rmSync(directory, { recursive: true }));

function wakeFiles(
  folder = directory,
  unwatched: (error: unknown) => void = () => undefined,
): WakeFiles {
  const files = new WakeFiles((topicId) => join(folder, `${topicId}`), unwatched);
  opened.push(files);
  return files;
}

describe('WakeFiles', () => {
  it('wakes a listener of another process', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    wakeFiles().listen([1, 2], resolve);
    wakeFiles().touch(new Set([2]));
    await promise;
  });

  it('wakes a listener of the same process at once', () => {
    const files = wakeFiles();
    let rings = 0;
    files.listen([3], () => (rings += 1));
    files.touch(new Set([3]));
    expect(rings).toBe(1);
  });

  it('does not wake for another topic, nor after unlisten', () => {
    const files = wakeFiles();
    let rings = 0;
    const listener = (): number => (rings += 1);
    files.listen([4], listener);
    files.touch(new Set([5]));
    files.unlisten([4], listener);
    files.touch(new Set([4]));
    expect(rings).toBe(0);
  });

  it('says when it cannot watch, and still wakes its own process', () => {
    const errors: unknown[] = [];
    const files = wakeFiles(join(directory, 'missing'), (error) => errors.push(error));
    let rings = 0;
    files.listen([6], () => (rings += 1));
    files.touch(new Set([6]));
    expect(errors).toEqual([expect.objectContaining({ code: 'ENOENT' })]);
    expect(rings).toBe(1);
  });
});
