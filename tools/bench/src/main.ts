import { resolve } from 'node:path';
import { describeMachine, machineLine } from './machine.ts';
import { printTable } from './report/print-table.ts';
import type { Table } from './report/table.ts';
import { runBenchmarks } from './run-benchmarks.ts';
import { readSettings, usage } from './settings.ts';

const workspace = resolve(import.meta.dirname, '../../..');
const args = process.argv.slice(2);

async function main(): Promise<void> {
  const settings = readSettings(args);
  const machine = describeMachine();
  const { durability, repeats, seconds } = settings;
  const progress = (what: string) => console.error(`… ${what}`);
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

// Ends what was started, too: see Demo.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

if (args.includes('--help')) console.log(usage());
else {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
