import { setTimeout as delay } from 'node:timers/promises';
import { Demo } from '@user-information/harness';
import type { Random } from '@user-information/simulation';
import { below, randomStream } from '@user-information/simulation';
import { Client } from 'undici';
import { checkServed, checkView } from '../check-view.ts';
import type { Context } from '../context.ts';
import { joined } from '../join/joined.ts';
import { Latencies, latencyColumns } from '../process/latencies.ts';
import type { Sample, Table } from '../report/table.ts';
import { samplesOf, tabulate } from '../report/table.ts';
import { startBackground } from '../workload/background.ts';
import type { BenchLog } from '../workload/bench-log.ts';
import { openBenchLog } from '../workload/bench-log.ts';
import { History } from '../workload/history.ts';
import { Probe } from './probe.ts';

/** Between two probes, so that they don't fall into step with anything. */
const longestPauseMs = 40;

/** How old a change is when it is served, while events come in at a steady rate. */
export async function latencyBenchmark(context: Context): Promise<Table[]> {
  const { settings, workspace } = context;
  const { backgroundPerSecond, durability } = settings;
  const demo = await Demo.create({
    workspace,
    env: { LOG_DURABILITY: durability },
    services: ['join-service', 'user-info-http'],
  });
  let bench: BenchLog | undefined;
  try {
    bench = await openBenchLog({ dataDir: demo.dataDir, durability });
    await startServices(context, demo, bench);
    const samples = await measure(context, demo, bench);
    await joined(bench.log);
    await checkServed(demo.service('user-info-http').url, await checkView(bench.log, workspace));
    for (const name of ['user-info-http', 'join-service'] as const) await demo.service(name).stop();
    return [
      tabulate(
        `Update latency, event appended → served, with ${backgroundPerSecond} events/s`,
        samples,
      ),
    ];
  } finally {
    await bench?.close();
    await demo.close();
  }
}

/** With all users joined and served. */
async function startServices({ settings }: Context, demo: Demo, bench: BenchLog): Promise<void> {
  const { seed, users } = settings;
  const random = randomStream(seed, 'latency')(0);
  const history = new History(bench.writers, { users, random, prefix: 'latency' });
  await bench.fill(history.everyUser());
  for (const name of ['join-service', 'user-info-http'] as const) {
    demo.service(name).start();
    await demo.service(name).ready();
  }
  await joined(bench.log);
}

async function measure(context: Context, demo: Demo, bench: BenchLog): Promise<Sample[]> {
  const { backgroundPerSecond, durability, repeats, seed, users } = context.settings;
  const client = new Client(demo.service('user-info-http').url);
  const background = await startBackground(context.workspace, {
    dataDir: demo.dataDir,
    perSecond: backgroundPerSecond,
    durability,
    seed,
    users,
  });
  try {
    const probe = new Probe(bench, client);
    const samples: Sample[] = [];
    // What the first probes meet is not what later ones do: code that was not compiled yet.
    await probeFor(context, probe, randomStream(seed, 'warm-up')(0));
    for (let repeat = 0; repeat < repeats; repeat++) {
      context.progress(`latency ${repeat + 1} of ${repeats}`);
      samples.push(...(await probeFor(context, probe, randomStream(seed, 'probe')(repeat))));
    }
    return samples;
  } finally {
    await client.close();
    await background.stop();
  }
}

async function probeFor({ settings }: Context, probe: Probe, random: Random): Promise<Sample[]> {
  const kinds = { profile: new Latencies(), count: new Latencies() };
  const endAtMs = performance.now() + settings.seconds * 1000;
  while (performance.now() < endAtMs) {
    for (const kind of ['profile', 'count'] as const) {
      kinds[kind].record(await probe.measureMs(kind));
      await delay(below(random, longestPauseMs));
    }
  }
  return Object.entries(kinds).flatMap(([kind, latencies]) =>
    samplesOf(`change of a ${kind}`, {
      ...latencyColumns(latencies, [50, 95, 99]),
      probes: latencies.count,
    }),
  );
}
