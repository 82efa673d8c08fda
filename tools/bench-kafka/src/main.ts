import { resolve } from 'node:path';
import type { Progress, Sample } from '@user-information/bench';
import {
  describeMachine,
  machineLine,
  printTable,
  runMain,
  tabulate,
} from '@user-information/bench';
import { openBench } from './open-bench.ts';
import { runParts } from './run-parts.ts';
import type { Settings } from './settings.ts';
import { readSettings, usage } from './settings.ts';

const workspace = resolve(import.meta.dirname, '../../..');

async function measure(args: readonly string[], progress: Progress): Promise<void> {
  const settings = readSettings(args);
  const machine = describeMachine();
  const bench = await openBench({ settings, workspace, progress });
  const samples: Sample[] = [];
  try {
    for await (const ofPart of runParts(bench)) samples.push(...ofPart);
  } finally {
    await bench.close();
    report(settings, machineLine(machine), samples);
  }
}

/** Also of what was measured before a failure. */
function report(settings: Settings, machine: string, samples: readonly Sample[]): void {
  const { users, events, json } = settings;
  const title = `join-service and Kafka Streams on one Apache Kafka broker: ${users} users, ${events} events`;
  const table = tabulate(title, samples);
  if (json) console.log(JSON.stringify({ machine, settings, tables: [table] }, null, 2));
  else console.log(`${machine}\n\n${printTable(table)}`);
}

await runMain(usage, measure);
