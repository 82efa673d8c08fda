import { setTimeout as delay } from 'node:timers/promises';
import type { Sample } from '@user-information/bench';
import { wrongUsers } from '@user-information/bench';
import { recount } from '@user-information/harness';
import type { Bench } from '../bench.ts';
import type { Contender, Instance } from '../contenders/contender.ts';
import { withInstances } from '../contenders/with-instances.ts';
import { loadOptions } from '../load/load-options.ts';
import { startLoad } from '../load/load.ts';
import { compare } from '../report/compare.ts';
import { Arrivals } from '../view/arrivals.ts';
import { caughtUp } from '../view/caught-up.ts';
import { GrowthWatch } from '../view/growth-watch.ts';
import { readView } from '../view/read-view.ts';
import { fillInputs } from '../workload/fill-inputs.ts';

/** What a dead process had sent has arrived at the broker by then. */
const lastWordsMs = 100;
const limitMs = 300_000;
/** Of load before the kill, twice. */
const warmSeconds = 5;
/** A view that has not grown for so long is not going to. */
const restMs = 10_000;

/**
 * How long the view stands still where an instance was killed with -9: until each partition of the
 * output has a record that was written after its death, while events come in at a steady rate.
 */
export async function takeoverPart(bench: Bench): Promise<Sample[]> {
  await fillInputs(bench, 0);
  return compare(bench, 'kill -9', (contender) => measure(bench, contender));
}

async function measure(bench: Bench, contender: Contender): Promise<Record<string, number>> {
  const { kafka, settings, workspace } = bench;
  return withInstances(bench, contender, 2, async (placed) => {
    const instances = placed.map(({ instance }) => instance);
    for (const instance of instances) instance.start();
    await Promise.all(instances.map((instance) => instance.ready()));
    await caughtUp(bench, contender, await recount(kafka.log, workspace));

    const arrivals = await Arrivals.of(kafka.log, contender.outputTopic);
    const load = startLoad(loadOptions(bench, contender, Math.min(warmSeconds, settings.seconds)));
    const tookMs = await load.result
      .then(() => killOne(bench, contender, instances, arrivals))
      .finally(() => load.stop())
      .finally(() => arrivals.stop());
    return {
      'to new output of all partitions s': tookMs / 1000,
      'users wrong afterwards': await countWrong(bench, contender),
    };
  });
}

/** None are, unless events may be counted twice. */
async function countWrong(bench: Bench, contender: Contender): Promise<number> {
  const { kafka, workspace } = bench;
  const expected = await recount(kafka.log, workspace);
  if (contender.isExactlyOnce) {
    await caughtUp(bench, contender, expected);
    return 0;
  }
  const { outputTopic } = contender;
  await new GrowthWatch(kafka.log, [outputTopic]).untilQuiet(restMs);
  return wrongUsers(await readView(kafka.log, outputTopic, workspace), expected).length;
}

async function killOne(
  { kafka }: Bench,
  { outputTopic }: Contender,
  [victim]: readonly Instance[],
  arrivals: Arrivals,
): Promise<number> {
  const killAtMs = performance.now();
  await victim?.stop('SIGKILL');
  await delay(lastWordsMs);
  const ends = await kafka.highWatermarks(outputTopic);
  return (await arrivals.allBeyond(ends, limitMs)) - killAtMs;
}
