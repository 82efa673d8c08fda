import { Demo } from '@user-information/harness';
import { randomStream } from '@user-information/simulation';
import { checkView } from '../check-view.ts';
import type { Context } from '../context.ts';
import { usageColumns } from '../process/process-usage.ts';
import type { Sample, Table } from '../report/table.ts';
import { samplesOf, tabulate } from '../report/table.ts';
import type { BenchLog } from '../workload/bench-log.ts';
import { openBenchLog } from '../workload/bench-log.ts';
import { History } from '../workload/history.ts';
import { firstCommit, joined } from './joined.ts';

/** How fast join-service works off a log that is full when it starts. */
export async function joinBenchmark(context: Context): Promise<Table[]> {
  const { users, events, repeats } = context.settings;
  const samples: Sample[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    context.progress(`join ${repeat + 1} of ${repeats}`);
    samples.push(...samplesOf('join-service', await measureOnce(context, repeat)));
  }
  return [
    tabulate(
      `Events through the join: ${users} users and ${events} events, equal to a recount each time`,
      samples,
    ),
  ];
}

async function measureOnce(context: Context, repeat: number): Promise<Record<string, number>> {
  const { settings, workspace } = context;
  const { durability, users, events, seed } = settings;
  const env = { LOG_DURABILITY: durability };
  const demo = await Demo.create({ workspace, env, services: ['join-service'] });
  let bench: BenchLog | undefined;
  try {
    bench = await openBenchLog({ dataDir: demo.dataDir, durability });
    const random = randomStream(seed, 'join')(repeat);
    const history = new History(bench.writers, { users, random, prefix: 'join' });
    const appendAtMs = performance.now();
    const count =
      (await bench.fill(history.everyUser())) + (await bench.fill(history.events(events)));
    const appendMs = performance.now() - appendAtMs;

    const figures = await timeJoin(demo, bench, count);
    await checkView(bench.log, workspace);
    return { ...figures, 'appended events/s': (count / appendMs) * 1000 };
  } finally {
    await bench?.close();
    await demo.close();
  }
}

/** From its first commit on, so that the start of the process is not counted as joining. */
async function timeJoin(
  demo: Demo,
  { log }: BenchLog,
  count: number,
): Promise<Record<string, number>> {
  const service = demo.service('join-service');
  const startAtMs = performance.now();
  service.start();
  const committed = await firstCommit(log);
  const firstAtMs = performance.now();
  await joined(log);
  const endAtMs = performance.now();
  const usage = await usageColumns(service.pid);
  await service.stop();
  return {
    'events/s': ((count - committed) / (endAtMs - firstAtMs)) * 1000,
    'start to end s': (endAtMs - startAtMs) / 1000,
    ...usage,
  };
}
