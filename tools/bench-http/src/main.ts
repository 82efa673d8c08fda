import { resolve } from 'node:path';
import { describeMachine, machineLine } from '@user-information/bench';
import { reportOf } from './report.ts';
import type { Outcome } from './run-modes.ts';
import { runModes } from './run-modes.ts';
import { readSettings, usage } from './settings.ts';

const workspace = resolve(import.meta.dirname, '../../..');
const args = process.argv.slice(2);

async function main(): Promise<void> {
  const settings = readSettings(args);
  const machine = describeMachine();
  const progress = (what: string) => console.error(`… ${what}`);
  const outcomes: Outcome[] = [];
  for await (const outcome of runModes({ settings, workspace, progress })) outcomes.push(outcome);
  if (settings.json) console.log(JSON.stringify({ machine, settings, outcomes }, null, 2));
  else console.log(`${machineLine(machine)}\n\n${reportOf(settings, outcomes)}`);
  if (outcomes.some((outcome) => 'failure' in outcome)) process.exitCode = 1;
}

// Ends what was started, too: the servers have a watchdog, services end with this process.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

if (args.includes('--help')) console.log(usage());
else {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
