import type { Sample } from '@user-information/bench';
import type { Bench } from './bench.ts';
import { joinPart } from './parts/join.ts';
import { latencyPart } from './parts/latency.ts';
import { restorePart } from './parts/restore.ts';
import { takeoverPart } from './parts/takeover.ts';
import type { PartName } from './settings.ts';

/** Each fails, rather than to tell figures, when the view was wrong. */
const parts: Readonly<Record<PartName, (bench: Bench) => Promise<Sample[]>>> = {
  join: joinPart,
  latency: latencyPart,
  restore: restorePart,
  takeover: takeoverPart,
};

/** Runs those that the settings name, one after the other; tells the samples of each. */
export async function* runParts(bench: Bench): AsyncGenerator<readonly Sample[]> {
  for (const name of bench.settings.parts) yield await parts[name](bench);
}
