import { resolve } from 'node:path';
import { describeMachine, machineLine } from './machine.ts';
import { printTable } from './report/print-table.ts';
import type { Table } from './report/table.ts';
import { runBenchmarks } from './run-benchmarks.ts';
import type { Progress } from './run-main.ts';
import { runMain } from './run-main.ts';
import { readSettings, usage } from './settings.ts';

const workspace = resolve(import.meta.dirname, '../../..');

async function measure(args: readonly string[], progress: Progress): Promise<void> {
  const settings = readSettings(args);
  const machine = describeMachine();
  const { durability, repeats, seconds } = settings;
  if (!settings.json) {
    console.log(machineLine(machine));
    console.log(
      `Median (min–max) of ${repeats} repeats of ${seconds} s, LOG_DURABILITY=${durability}\n`,
    );
  }
  const tables: Table[] = [];
  for await (const table of runBenchmarks({ settings, workspace, progress })) {
    tables.push(table);
    if (!settings.json) console.log(`${printTable(table)}\n`);
  }
  if (settings.json) console.log(JSON.stringify({ machine, settings, tables }, null, 2));
}

await runMain(usage, measure);
