import { describe, expect, it } from '@jest/globals';
import { files, projects } from './repository.ts';

const withKafkaTests = projects().filter(
  ({ folder }) => files(`${folder}/src/**/*.{kafka,own-kafka}.test.ts`).length > 0,
);

describe('the cache of tests', () => {
  it('knows of Kafka where tests need it, which are left out where it is not', () => {
    const unaware = withKafkaTests.filter(({ manifest }) => {
      const test = manifest.nx?.targets?.['test'] as { inputs?: readonly string[] } | undefined;
      return test?.inputs?.includes('kafka') !== true;
    });
    const cure = (folder: string): string =>
      `${folder}/package.json: add "kafka" to the test's inputs`;
    expect(unaware.map(({ folder }) => cure(folder))).toEqual([]);
  });
});
