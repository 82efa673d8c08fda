import { rm } from 'node:fs/promises';
import type { Sample } from '@user-information/bench';
import type { Bench } from '../bench.ts';
import type { Contender } from '../contenders/contender.ts';
import { withInstance } from '../contenders/with-instances.ts';
import { compare } from '../report/compare.ts';
import { caughtUp } from '../view/caught-up.ts';
import type { Backlog } from '../workload/fill-inputs.ts';
import { fillInputs } from '../workload/fill-inputs.ts';

/** How fast an instance that lost its disk has its state again, from its changelog topics. */
export async function restorePart(bench: Bench): Promise<Sample[]> {
  const backlog = await fillInputs(bench, bench.settings.restoreEvents);
  return compare(bench, 'restore', (contender) => measure(bench, contender, backlog));
}

/** Of a restore in seconds: it is told in milliseconds. */
const shortest = 0.001;

async function measure(
  bench: Bench,
  contender: Contender,
  { expected }: Backlog,
): Promise<Record<string, number>> {
  return withInstance(bench, contender, async ({ instance, folder }) => {
    instance.start();
    await instance.ready();
    await caughtUp(bench, contender, expected);
    await instance.stop();
    await rm(folder, { recursive: true });

    const startAtMs = performance.now();
    instance.start();
    await instance.ready();
    const readyAtMs = performance.now();
    const { records, seconds } = instance.restored;
    await caughtUp(bench, contender, expected);
    return {
      'records/s': records / Math.max(seconds, shortest),
      records,
      'start to ready s': (readyAtMs - startAtMs) / 1000,
    };
  });
}
