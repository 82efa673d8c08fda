import type { Sample } from '@user-information/bench';
import { processUsage, samplesOf } from '@user-information/bench';
import type { Context } from './context.ts';
import type { LoadOptions } from './load/load.ts';
import { putLoad } from './load/load.ts';

const longestWarmUpSeconds = 2;

/** A server under load. */
export interface Target {
  readonly name: string;
  readonly url: string;
  readonly pids: readonly number[];
}

type Figures = Readonly<Record<string, number>>;

/**
 * The figures of a mode and of the floors beside it, a row for each. The servers take turns, and
 * another one begins in each repeat.
 */
export async function measure(
  context: Context,
  mode: Target,
  floors: readonly Target[],
): Promise<Sample[]> {
  const { connections, repeats } = context.settings;
  const kinds = [
    { type: 'open', requestsPerSecond: context.settings['per-second'] },
    { type: 'closed', connections },
  ] as const;
  const samples: Sample[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const kind of kinds) {
      context.progress(`${mode.name}, ${kind.type} loop, ${repeat + 1} of ${repeats}`);
      const figures = await inTurns(repeat, [mode, ...floors], (target) =>
        measureOnce(context, target, kind),
      );
      const [ofMode = {}, ...ofFloors] = figures;
      samples.push(...samplesOf(mode.name, { ...ofMode, ...shares(ofMode, floors, ofFloors) }));
      for (const [i, floor] of floors.entries()) {
        samples.push(...samplesOf(`${mode.name}: ${floor.name}`, ofFloors[i] ?? {}));
      }
    }
  }
  return samples;
}

/** How many times as many requests as each floor, in the same repeat. */
function shares(mode: Figures, floors: readonly Target[], ofFloors: readonly Figures[]): Figures {
  const { [mostColumn]: most } = mode;
  if (most === undefined) return {};
  return Object.fromEntries(
    floors.map(({ name }, i) => [`÷ ${name}`, most / (ofFloors[i]?.[mostColumn] ?? NaN)]),
  );
}
const mostColumn = 'most requests/s';

async function measureOnce(
  { settings, workspace }: Context,
  { pids, url }: Target,
  kind: LoadOptions['kind'],
): Promise<Figures> {
  const { seconds, seed, users } = settings;
  const warmUpSeconds = Math.min(seconds, longestWarmUpSeconds);
  const before = await cpuSeconds(pids);
  const load = await putLoad(workspace, { url, users, seed, seconds, warmUpSeconds, kind });
  const after = await cpuSeconds(pids);
  if (kind.type === 'open' || before === undefined || after === undefined) return load.figures;
  return { ...load.figures, 'CPU µs/request': ((after - before) * 1e6) / load.requests };
}

/** Of all of them together; undefined where that is not known. */
async function cpuSeconds(pids: readonly number[]): Promise<number | undefined> {
  if (pids.length === 0) return undefined;
  const all = await Promise.all(pids.map(processUsage));
  return all.reduce<number | undefined>(
    (sum, usage) => (sum === undefined || usage === undefined ? undefined : sum + usage.cpuSeconds),
    0,
  );
}

/** What `act` gives for each of them; the first to act is another one in each turn. */
async function inTurns<T, R>(
  turn: number,
  all: readonly T[],
  act: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < all.length; i++) {
    const at = (turn + i) % all.length;
    results[at] = await act(all[at] as T);
  }
  return results;
}
