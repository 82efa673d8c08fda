import type { Sample } from '@user-information/bench';
import { recount } from '@user-information/harness';
import type { Bench } from '../bench.ts';
import type { Contender } from '../contenders/contender.ts';
import { withInstance } from '../contenders/with-instances.ts';
import { loadOptions } from '../load/load-options.ts';
import { startLoad } from '../load/load.ts';
import { compare } from '../report/compare.ts';
import { caughtUp } from '../view/caught-up.ts';
import { fillInputs } from '../workload/fill-inputs.ts';

/** How old an event is when a reader of committed records sees its effect in the view. */
export async function latencyPart(bench: Bench): Promise<Sample[]> {
  await fillInputs(bench, 0);
  const title = `latency at ${bench.settings.perSecond} events/s`;
  return compare(bench, title, (contender) => measure(bench, contender));
}

async function measure(bench: Bench, contender: Contender): Promise<Record<string, number>> {
  const { kafka, settings, workspace } = bench;
  return withInstance(bench, contender, async ({ instance }) => {
    instance.start();
    await instance.ready();
    await caughtUp(bench, contender, await recount(kafka.log, workspace));
    const load = startLoad(loadOptions(bench, contender, settings.seconds));
    const result = await load.result.finally(() => load.stop());
    await caughtUp(bench, contender, await recount(kafka.log, workspace));
    return Object.fromEntries(
      Object.entries(result).flatMap(([kind, columns]) =>
        Object.entries(columns).map(([column, value]) => [`${kind}, ${column}`, value] as const),
      ),
    );
  });
}
