import type { Sample } from '@user-information/bench';
import { processUsage } from '@user-information/bench';
import type { Bench } from '../bench.ts';
import type { Contender, Instance } from '../contenders/contender.ts';
import { withInstances } from '../contenders/with-instances.ts';
import { compare } from '../report/compare.ts';
import { caughtUp } from '../view/caught-up.ts';
import type { Backlog } from '../workload/fill-inputs.ts';
import { fillInputs } from '../workload/fill-inputs.ts';

/** How fast the view is made from topics that are full at the start, by one instance and by two. */
export async function joinPart(bench: Bench): Promise<Sample[]> {
  const backlog = await fillInputs(bench, bench.settings.events);
  const samples: Sample[] = [];
  for (const instanceCount of [1, 2]) {
    const title = `join, ${instanceCount} instance${instanceCount === 1 ? '' : 's'}`;
    samples.push(
      ...(await compare(bench, title, (contender) =>
        measure(bench, contender, instanceCount, backlog),
      )),
    );
  }
  return samples;
}

async function measure(
  bench: Bench,
  contender: Contender,
  instanceCount: number,
  { count, expected }: Backlog,
): Promise<Record<string, number>> {
  return withInstances(bench, contender, instanceCount, async (placed) => {
    const instances = placed.map(({ instance }) => instance);
    let usage = new Map<string, number>();
    const startAtMs = performance.now();
    for (const instance of instances) instance.start();
    // What they used until the last record, and not while the view is checked.
    const work = caughtUp(bench, contender, expected, async () => {
      usage = await usageOf(instances);
    });
    await Promise.all([work, ...instances.map((instance) => instance.ready())]);
    const { firstAtMs, lastAtMs } = await work;
    const cpuSeconds = usage.get('CPU s');
    return {
      'events/s': (count / (lastAtMs - firstAtMs)) * 1000,
      ...(cpuSeconds === undefined ? {} : { 'events per CPU s': count / cpuSeconds }),
      ...Object.fromEntries(usage),
      'start to end s': (lastAtMs - startAtMs) / 1000,
    };
  });
}

/** Of all instances together; empty on a system that does not tell. */
async function usageOf(instances: readonly Instance[]): Promise<Map<string, number>> {
  const usages = await Promise.all(instances.map(({ pid }) => processUsage(pid)));
  const known = usages.filter((usage) => usage !== undefined);
  if (known.length === 0) return new Map();
  return new Map([
    ['CPU s', known.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)],
    ['peak RSS MB', known.reduce((sum, { peakRssMb }) => sum + peakRssMb, 0)],
  ]);
}
