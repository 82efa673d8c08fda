import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Table } from './report/table.ts';
import { runBenchmarks } from './run-benchmarks.ts';
import type { BenchmarkName } from './settings.ts';
import { readSettings } from './settings.ts';

const workspace = resolve(__dirname, '../../..');
const small = {
  users: '50',
  events: '500',
  'restart-users': '50',
  seconds: '0.1',
  repeats: '1',
};

/** Runs a small one. It fails by itself where the view is not what a recount says. */
async function run(only: BenchmarkName): Promise<Table[]> {
  const args = Object.entries({ ...small, only }).flatMap(([name, value]) => [`--${name}`, value]);
  const settings = readSettings(args);
  const tables: Table[] = [];
  for await (const table of runBenchmarks({ settings, workspace, progress: () => undefined })) {
    tables.push(table);
  }
  return tables;
}

/** The names of rows and columns, where every figure is a number. Small ones can come out as zero. */
function shape(tables: readonly Table[]) {
  return tables.map(({ columns, rows }) => ({
    columns: columns.filter((column) => !linuxOnly.has(column)),
    rows: rows.map(({ name, cells }) => {
      const wrong = Object.entries(cells).filter(([, { median }]) => !(median >= 0));
      return wrong.length === 0 ? name : { name, wrong };
    }),
  }));
}
const linuxOnly = new Set(['CPU s', 'peak RSS MB']);

describe('the benchmarks, small', () => {
  it('tell how fast the join is', async () => {
    expect(shape(await run('join'))).toEqual([
      { columns: ['events/s', 'start to end s', 'appended events/s'], rows: ['join-service'] },
    ]);
  });

  it('tell how old a change is when it is served', async () => {
    expect(shape(await run('latency'))).toEqual([
      {
        columns: ['p50 ms', 'p95 ms', 'p99 ms', 'max ms', 'probes'],
        rows: ['change of a profile', 'change of a count'],
      },
    ]);
  });

  it('tell how long services take to be back', async () => {
    expect(shape(await run('restart'))).toEqual([
      {
        columns: ['ready after s'],
        rows: [
          'join-service, after SIGTERM',
          'join-service, after kill -9',
          'join-service, state lost',
          'user-info-http, after SIGTERM',
          'user-info-http, after kill -9',
          'user-info-http, state lost',
        ],
      },
    ]);
  });
});
