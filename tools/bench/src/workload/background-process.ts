// Appends events at a rate until it is stopped. Started by background.ts.
import { pace, randomStream } from '@user-information/simulation';
import { runSide } from '../process/side-process.ts';
import type { BackgroundOptions } from './background.ts';
import type { BenchLog } from './bench-log.ts';
import { openBenchLog } from './bench-log.ts';
import { History } from './history.ts';

await runSide<BackgroundOptions>(async (options) => {
  const bench = await openBenchLog(options);
  void appendUntilStopped(bench, options);
  return {};
});

async function appendUntilStopped(bench: BenchLog, options: BackgroundOptions): Promise<void> {
  const { perSecond, seed, users } = options;
  const stopping = new AbortController();
  process.once('SIGTERM', () => stopping.abort());
  const random = randomStream(seed, 'background')(0);
  const history = new History(bench.writers, { users, random, prefix: 'background' });
  for await (const due of pace({ perSecond, random, signal: stopping.signal })) {
    await bench.log.append(Array.from({ length: due }, () => history.next()));
  }
  await bench.close();
  process.exit();
}
