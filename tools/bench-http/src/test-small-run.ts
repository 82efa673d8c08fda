import { resolve } from 'node:path';
import { tabulate } from '@user-information/bench';
import type { Outcome } from './run-modes.ts';
import { runModes } from './run-modes.ts';
import type { ModeName } from './settings.ts';
import { readSettings } from './settings.ts';

const workspace = resolve(__dirname, '../../..');
const small = ['--users', '50', '--per-second', '200', '--seconds', '0.1', '--repeats', '1'];

/**
 * What came of a small run: the names of rows and columns, and which figures are no numbers. CPU time
 * is not told of every mode and on every system.
 */
export async function smallRun(mode: ModeName) {
  const settings = readSettings([...small, '--modes', mode]);
  const context = { settings, workspace, progress: () => undefined };
  const outcomes: Outcome[] = [];
  for await (const outcome of runModes(context)) outcomes.push(outcome);
  const [outcome] = outcomes;
  if (outcome === undefined || !('samples' in outcome)) return outcome;
  const { columns, rows } = tabulate(mode, outcome.samples);
  return {
    wrong: outcome.samples.filter(({ value }) => !(value >= 0)),
    columns: columns.filter((column) => column !== 'CPU µs/request'),
    rows: rows.map(({ name }) => name),
  };
}

/** What it must be. */
export function measured(mode: ModeName) {
  return {
    wrong: [],
    columns: [
      ...['p50 ms', 'p95 ms', 'p99 ms', 'p99.9 ms', 'max ms', 'sent late p99 ms'],
      ...['most requests/s', '÷ bare node:http', '÷ bare Fastify', 'updates/s'],
    ],
    rows: [mode, `${mode}: bare node:http`, `${mode}: bare Fastify`],
  };
}
