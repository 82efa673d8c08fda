import type { Sample } from '@user-information/bench';
import { samplesOf } from '@user-information/bench';
import type { Context } from './context.ts';
import type { LoadOptions } from './load/load.ts';
import { putLoad } from './load/load.ts';
import { cpuSeconds } from './cpu-seconds.ts';

const longestWarmUpSeconds = 2;

/** A server under load. */
export interface Target {
  readonly name: string;
  readonly url: string;
  readonly pids: readonly number[];
}

type Figures = Readonly<Record<string, number>>;

const mostColumn = 'most requests/s';

/**
 * The figures of a mode and of the floors beside it, a row for each. The servers take turns, and
 * another one begins in each repeat. As fast as they can comes first, so that the latencies are those
 * of servers that have run for a while.
 */
export async function measure(
  context: Context,
  mode: Target,
  floors: readonly Target[],
): Promise<Sample[]> {
  const { connections, repeats, 'per-second': requestsPerSecond } = context.settings;
  const targets = [mode, ...floors];
  const samples: Sample[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const ofAll = async (kind: LoadOptions['kind']): Promise<Figures[]> => {
      context.progress(`${mode.name}, ${kind.type} loop, ${repeat + 1} of ${repeats}`);
      return inTurns(repeat, targets, (target) => measureOnce(context, target, kind));
    };
    const closed = await ofAll({ type: 'closed', connections });
    const open = await ofAll({ type: 'open', requestsPerSecond });
    for (const [i, { name }] of targets.entries()) {
      const shares = i === 0 ? sharesOf(closed, floors) : {};
      const row = i === 0 ? name : `${mode.name}: ${name}`;
      samples.push(...samplesOf(row, { ...open[i], ...closed[i], ...shares }));
    }
  }
  return samples;
}

/** How many times as many requests the mode, which is first, answers as each floor. */
function sharesOf([mode, ...ofFloors]: readonly Figures[], floors: readonly Target[]): Figures {
  const most = (figures: Figures | undefined) => figures?.[mostColumn] ?? NaN;
  return Object.fromEntries(
    floors.map(({ name }, i) => [`÷ ${name}`, most(mode) / most(ofFloors[i])]),
  );
}

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
