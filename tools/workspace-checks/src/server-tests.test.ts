import { describe, expect, it } from '@jest/globals';
import { files, projects } from './repository.ts';

describe('the cache of tests', () => {
  it.each([
    ['kafka', '{kafka,own-kafka}'],
    ['redis', 'redis'],
    ['nginx', 'nginx'],
    ['chromium', 'chromium'],
  ])('knows of %s where tests need it, which are left out where it is not', (input, suffix) => {
    const needing = projects().filter(
      ({ folder }) => files(`${folder}/src/**/*.${suffix}.test.ts`).length > 0,
    );
    const unaware = needing.filter(({ manifest }) => {
      const test = manifest.nx?.targets?.['test'] as { inputs?: readonly string[] } | undefined;
      return test?.inputs?.includes(input) !== true;
    });
    const cure = (folder: string): string =>
      `${folder}/package.json: add "${input}" to the test's inputs`;
    expect(unaware.map(({ folder }) => cure(folder))).toEqual([]);
  });
});
