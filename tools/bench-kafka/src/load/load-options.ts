import type { Bench } from '../bench.ts';
import type { Contender } from '../contenders/contender.ts';
import type { LoadOptions } from './load.ts';

let runs = 0;

/** For a load that measures this contender for so long, with a warm-up as long. */
export function loadOptions(bench: Bench, contender: Contender, seconds: number): LoadOptions {
  const { kafka, settings, workspace } = bench;
  const { partitions, perSecond, seed, users } = settings;
  return {
    ...kafka.addresses,
    workspace,
    outputTopic: contender.outputTopic,
    partitions,
    perSecond,
    users,
    seed,
    run: runs++,
    seconds,
    warmUpSeconds: seconds,
  };
}
