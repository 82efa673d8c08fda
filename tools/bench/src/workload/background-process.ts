// Appends events at a rate until it is stopped. Started by background.ts.
import { pace, randomStream } from '@user-information/simulation';
import type { Random } from '@user-information/simulation';
import { runSide } from '../process/side-process.ts';
import type { BackgroundOptions } from './background.ts';
import type { BenchLog } from './bench-log.ts';
import { openBenchLog } from './bench-log.ts';
import { History } from './history.ts';
import { ViewUpdates } from './view-updates.ts';

await runSide<BackgroundOptions>(async (options) => {
  const bench = await openBenchLog(options);
  void appendUntilStopped(bench, options);
  return {};
});

async function appendUntilStopped(bench: BenchLog, options: BackgroundOptions): Promise<void> {
  const { perSecond, seed } = options;
  const stopping = new AbortController();
  process.once('SIGTERM', () => stopping.abort());
  const random = randomStream(seed, 'background')(0);
  const source = sourceOf(bench, options, random);
  for await (const due of pace({ perSecond, random, signal: stopping.signal })) {
    await bench.log.append(Array.from({ length: due }, () => source.next()));
  }
  await bench.close();
  process.exit();
}

function sourceOf({ writers }: BenchLog, { of, users }: BackgroundOptions, random: Random) {
  return of === 'events'
    ? new History(writers, { users, random, prefix: 'background' })
    : new ViewUpdates(writers, users, random);
}
