import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { files, read } from './repository.ts';

const sources = files('{apps,libs,tools}/*/src/**/*.ts');
const code = sources.filter((file) => !file.endsWith('.test.ts') && !file.endsWith('.d.ts'));

const lineCount = (file: string): number => read(file).trimEnd().split('\n').length;

describe('the size of files', () => {
  it('is 300 lines at most', () => {
    expect(sources.filter((file) => lineCount(file) > 300)).toEqual([]);
  });

  it('is less than 60 lines for at least half of them', () => {
    const small = code.filter((file) => lineCount(file) < 60);
    expect(small.length).toBeGreaterThanOrEqual(code.length / 2);
  });
});

describe('the names of files and folders', () => {
  it('are kebab-case, with what kind of test they are in a suffix', () => {
    const words = '[a-z0-9]+(-[a-z0-9]+)*';
    const name = new RegExp(
      `^${words}((\\.(int|type|property|kafka|own-kafka|redis|nginx|prometheus|alertmanager|chromium))?\\.test|\\.fixture|\\.d)?\\.ts$`,
    );
    const folders = new RegExp(`^(${words}/)+$`);
    const isWell = (file: string): boolean =>
      name.test(basename(file)) && folders.test(file.slice(0, -basename(file).length));
    expect(sources.filter((file) => !isWell(file))).toEqual([]);
  });
});

describe('what is left to do', () => {
  it('is not in the sources', () => {
    const marks = new RegExp(
      ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].map((mark) => `\\b${mark}\\b`).join('|'),
    );
    expect(sources.filter((file) => marks.test(read(file)))).toEqual([]);
  });
});
