import type { Context } from '../context.ts';
import { processUsage } from '../process/process-usage.ts';
import type { Sample, Table } from '../report/table.ts';
import { ratios, samplesOf, tabulate } from '../report/table.ts';
import { startBackground } from '../workload/background.ts';
import type { HttpStage, Target } from './http-stage.ts';
import { openHttpStage } from './http-stage.ts';
import type { LoadOptions } from './load.ts';
import { putLoad } from './load.ts';

const connections = 32;
const longestWarmUpSeconds = 2;

/** GET /users/:userId beside bare node:http, on a quiet view and on one that takes updates. */
export async function httpBenchmark(context: Context): Promise<Table[]> {
  const { backgroundPerSecond, requestsPerSecond } = context.settings;
  const stage = await openHttpStage(context);
  try {
    const quiet = await measure(context, stage, 'quiet');
    const updated = await measureWithUpdates(context, stage);
    await stage.check();
    const open = `GET /users/:userId at ${requestsPerSecond} requests/s, open loop`;
    const closed = `GET /users/:userId as fast as ${connections} connections can`;
    const updates = `, with ${backgroundPerSecond} updates/s of the view`;
    return [
      tabulate(open, quiet.open),
      tabulate(open + updates, updated.open),
      tabulate(closed, quiet.closed),
      tabulate(closed + updates, updated.closed),
    ];
  } finally {
    await stage.close();
  }
}

interface Samples {
  readonly open: Sample[];
  readonly closed: Sample[];
}

async function measureWithUpdates(context: Context, stage: HttpStage): Promise<Samples> {
  const { backgroundPerSecond, durability, seed, users } = context.settings;
  const background = await startBackground(context.workspace, {
    of: 'view-updates',
    dataDir: stage.dataDir,
    perSecond: backgroundPerSecond,
    durability,
    seed,
    users,
  });
  try {
    return await measure(context, stage, 'with updates');
  } finally {
    await background.stop();
  }
}

/** The servers take turns, and the other one begins in each repeat. */
async function measure(context: Context, stage: HttpStage, what: string): Promise<Samples> {
  const { repeats, requestsPerSecond } = context.settings;
  const samples: Samples = { open: [], closed: [] };
  const kinds = [
    [samples.open, { type: 'open', requestsPerSecond }],
    [samples.closed, { type: 'closed', connections }],
  ] as const;
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [collected, kind] of kinds) {
      context.progress(`http ${what}, ${kind.type} loop, ${repeat + 1} of ${repeats}`);
      const [service, bare] = await inTurns(repeat, stage.targets, (target) =>
        measureOnce(context, target, kind),
      );
      collected.push(...service, ...bare, ...ratios('ratio', service, bare));
    }
  }
  return samples;
}

async function measureOnce(
  { settings, workspace }: Context,
  { name, pid, url }: Target,
  kind: LoadOptions['kind'],
): Promise<Sample[]> {
  const { seconds, seed, users } = settings;
  const warmUpSeconds = Math.min(seconds, longestWarmUpSeconds);
  const before = await processUsage(pid);
  const load = await putLoad(workspace, { url, users, seed, seconds, warmUpSeconds, kind });
  const after = await processUsage(pid);
  if (before === undefined || after === undefined) return samplesOf(name, load.figures);
  const cpuMicros = (after.cpuSeconds - before.cpuSeconds) * 1e6;
  return samplesOf(name, { ...load.figures, 'server CPU µs/request': cpuMicros / load.requests });
}

async function inTurns<T, R>(
  turn: number,
  [first, second]: readonly [T, T],
  act: (item: T) => Promise<R>,
): Promise<[R, R]> {
  if (turn % 2 === 0) return [await act(first), await act(second)];
  const ofSecond = await act(second);
  return [await act(first), ofSecond];
}
