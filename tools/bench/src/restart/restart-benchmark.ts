import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceName } from '@user-information/harness';
import { Demo } from '@user-information/harness';
import { randomStream } from '@user-information/simulation';
import { checkServed, checkView } from '../check-view.ts';
import type { Context } from '../context.ts';
import { joined } from '../join/joined.ts';
import { usageColumns } from '../process/process-usage.ts';
import type { Sample, Table } from '../report/table.ts';
import { samplesOf, tabulate } from '../report/table.ts';
import type { BenchLog } from '../workload/bench-log.ts';
import { openBenchLog } from '../workload/bench-log.ts';
import { History } from '../workload/history.ts';

const services = ['join-service', 'user-info-http'] as const;
const limitMs = 600_000;
const pollMs = 5;

/** How long a service takes from the start of its process until it is ready. */
export async function restartBenchmark(context: Context): Promise<Table[]> {
  const { settings, workspace } = context;
  const { durability, events, restartUsers, seed } = settings;
  const demo = await Demo.create({ workspace, env: { LOG_DURABILITY: durability }, services });
  let bench: BenchLog | undefined;
  try {
    bench = await openBenchLog({ dataDir: demo.dataDir, durability });
    const random = randomStream(seed, 'restart')(0);
    const history = new History(bench.writers, { users: restartUsers, random, prefix: 'restart' });
    await bench.fill(history.everyUser());
    await bench.fill(history.events(events));
    for (const name of services) demo.service(name).start();
    for (const name of services) await demo.service(name).ready(limitMs);
    await joined(bench.log);

    const samples = await measure(context, demo);
    await bench.fill(history.events(1_000));
    await joined(bench.log);
    const view = await checkView(bench.log, workspace);
    await checkServed(demo.service('user-info-http').url, view);
    for (const name of services) await demo.service(name).stop();
    const title = `Restart with ${restartUsers} users and ${events} events: process start → ready`;
    return [tabulate(title, samples)];
  } finally {
    await bench?.close();
    await demo.close();
  }
}

async function measure(context: Context, demo: Demo): Promise<Sample[]> {
  const { repeats } = context.settings;
  const samples: Sample[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    context.progress(`restart ${repeat + 1} of ${repeats}`);
    for (const name of services) {
      const state = join(demo.dataDir, name);
      const restart = async (how: string, stop: NodeJS.Signals, forget: boolean) => {
        await demo.service(name).stop(stop);
        if (forget) await rm(state, { recursive: true });
        samples.push(...samplesOf(`${name}, ${how}`, await timeStart(demo, name)));
      };
      await restart('after SIGTERM', 'SIGTERM', false);
      await restart('after kill -9', 'SIGKILL', false);
      await restart('state lost', 'SIGTERM', true);
    }
  }
  return samples;
}

async function timeStart(demo: Demo, name: ServiceName): Promise<Record<string, number>> {
  const service = demo.service(name);
  const startAtMs = performance.now();
  service.start();
  await service.ready(limitMs, pollMs);
  const seconds = (performance.now() - startAtMs) / 1000;
  return { 'ready after s': seconds, ...(await usageColumns(service.pid)) };
}
