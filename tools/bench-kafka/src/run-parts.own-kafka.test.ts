import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenBench } from './open-bench.ts';
import { openBench } from './open-bench.ts';
import { runParts } from './run-parts.ts';
import type { PartName } from './settings.ts';
import { readSettings } from './settings.ts';

const workspace = resolve(__dirname, '../../..');
const small = {
  users: '50',
  partitions: '3',
  events: '500',
  'restore-events': '500',
  'per-second': '100',
  seconds: '0.2',
  contenders: 'join-service',
};
const linuxOnly = /: (CPU s|events per CPU s|peak RSS MB)$/;

describe('the Kafka benchmarks, small and of join-service alone', () => {
  let bench: OpenBench;

  beforeAll(async () => {
    const args = Object.entries(small).flatMap(([name, value]) => [`--${name}`, value]);
    const settings = readSettings(args);
    const told = { settings, workspace, progress: () => undefined };
    bench = await openBench(told, { joinDelayMs: 0, optimized: false });
  });

  afterAll(() => bench.close());

  /** The names of a part's figures; it fails by itself where the view is not what a recount says. */
  async function figures(part: PartName): Promise<string[]> {
    const settings = { ...bench.settings, parts: [part] };
    const names: string[] = [];
    for await (const samples of runParts({ ...bench, settings })) {
      expect(samples.filter(({ value }) => !(value >= 0))).toEqual([]);
      names.push(...samples.map(({ row }) => row).filter((row) => !linuxOnly.test(row)));
    }
    return names;
  }

  it('tell how fast one and two instances join', async () => {
    expect(await figures('join')).toEqual([
      'join, 1 instance: events/s',
      'join, 1 instance: start to end s',
      'join, 2 instances: events/s',
      'join, 2 instances: start to end s',
    ]);
  });

  it('tell how old an event is when its effect is seen', async () => {
    const columns = ['p50 ms', 'p95 ms', 'p99 ms', 'max ms'];
    expect(await figures('latency')).toEqual(
      ['profile', 'count'].flatMap((kind) =>
        columns.map((column) => `latency at 100 events/s: ${kind}, ${column}`),
      ),
    );
  });

  it('tell how fast state is restored', async () => {
    expect(await figures('restore')).toEqual([
      'restore: records/s',
      'restore: records',
      'restore: start to ready s',
    ]);
  });

  it('tell how long a view stands still after kill -9', async () => {
    expect(await figures('takeover')).toEqual([
      'kill -9: to new output of all partitions s',
      'kill -9: users wrong afterwards',
    ]);
  });
});
