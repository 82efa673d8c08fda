import { faultOf } from '@user-information/bench';
import type { Row } from '@user-information/harness';
import type { Bench } from '../bench.ts';
import type { Contender } from '../contenders/contender.ts';
import { GrowthWatch } from './growth-watch.ts';
import { readView } from './read-view.ts';

/** So long nothing grows before the view is looked at. */
const quietMs = 1_000;
/** A view that is wrong and has not grown for so long will stay wrong. */
const patienceMs = 60_000;

/** When a contender wrote its first and last record, by `performance.now()`. */
export interface Work {
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

/**
 * Waits until a contender's view equals the recount, which is how one knows that it has worked off
 * its input whatever it is; fails when the view stays wrong. Figures of a wrong view are worthless.
 */
export async function caughtUp(
  { kafka, workspace }: Bench,
  { name, outputTopic, repartitionTopics }: Contender,
  expected: ReadonlyMap<string, Row>,
  onGrowth?: () => Promise<void>,
): Promise<Work> {
  const watch = new GrowthWatch(kafka.log, [outputTopic, ...repartitionTopics], onGrowth);
  for (;;) {
    await watch.untilQuiet(quietMs);
    const fault = faultOf(await readView(kafka.log, outputTopic, workspace), expected);
    const { firstAtMs, lastAtMs } = watch;
    if (fault === undefined) return { firstAtMs: firstAtMs ?? lastAtMs, lastAtMs };
    if (performance.now() - lastAtMs > patienceMs) throw new Error(`${name}: ${fault}`);
  }
}
