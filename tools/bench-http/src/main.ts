import { resolve } from 'node:path';
import type { Progress } from '@user-information/bench';
import { describeMachine, machineLine, runMain } from '@user-information/bench';
import { reportOf } from './report.ts';
import type { Outcome } from './run-modes.ts';
import { runModes } from './run-modes.ts';
import { readSettings, usage } from './settings.ts';

const workspace = resolve(import.meta.dirname, '../../..');

async function measure(args: readonly string[], progress: Progress): Promise<void> {
  const settings = readSettings(args);
  const machine = describeMachine();
  const outcomes: Outcome[] = [];
  for await (const outcome of runModes({ settings, workspace, progress })) outcomes.push(outcome);
  if (settings.json) console.log(JSON.stringify({ machine, settings, outcomes }, null, 2));
  else console.log(`${machineLine(machine)}\n\n${reportOf(settings, outcomes)}`);
  if (outcomes.some((outcome) => 'failure' in outcome)) process.exitCode = 1;
}

await runMain(usage, measure);
