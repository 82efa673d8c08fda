import { expect, it } from '@jest/globals';
import { measured, smallRun } from './test-small-run.ts';

it('measures partitions behind a router, on Kafka', async () => {
  expect(await smallRun('partitioned')).toEqual(measured('partitioned'));
}, 360_000);
