// Prints what the embedded log does on this machine: node libs/event-log-embedded/src/benchmark/main.ts
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureLog } from './measure-log.ts';

const MEASURED_MS = 2_000;

for (const durability of ['process', 'power'] as const) {
  const directory = mkdtempSync(join(tmpdir(), 'event-log-benchmark-'));
  const figures = await measureLog({ directory, durability }, MEASURED_MS);
  rmSync(directory, { recursive: true });
  const appends = [...figures.appendedPerSecond].map(
    ([batch, rate]) => `${Math.round(rate)} at ${batch}`,
  );
  const [p50, p99] = figures.wakeMs.map((millis) => millis.toFixed(2));
  process.stdout.write(
    `${durability}: appended records/s ${appends.join(', ')} an append; ` +
      `read records/s ${Math.round(figures.readPerSecond)}; ` +
      `append to waiting reader p50 ${p50} ms, p99 ${p99} ms\n`,
  );
}
