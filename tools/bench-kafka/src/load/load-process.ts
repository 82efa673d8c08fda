// Started by load.ts.
import { setTimeout as delay } from 'node:timers/promises';
import { History, Latencies, latencyColumns, runSide } from '@user-information/bench';
import { pace, randomStream } from '@user-information/simulation';
import { rowDecoder } from '../view/read-view.ts';
import { BenchLog } from '../workload/bench-log.ts';
import type { LoadOptions, LoadResult } from './load.ts';
import { Probes } from './probes.ts';

/** One event in so many is a probe, of so many users in turn. */
const eventsPerProbe = 5;
const probeUsers = 100;
const firstProbeUser = 900_000_000;
const seenLimitMs = 60_000;

await runSide<LoadOptions>(async (options) => {
  const bench = await BenchLog.open(options, options.partitions);
  const latencies = { profile: new Latencies(), count: new Latencies() };
  const window = { startMs: Infinity, endMs: Infinity };
  const probes = new Probes({
    writers: bench.writers,
    userIds: Array.from({ length: probeUsers }, (_, i) =>
      String(firstProbeUser + options.run * probeUsers + i),
    ),
    onSeen: (kind, sentAtMs, seenAtMs) => {
      if (sentAtMs < window.startMs || sentAtMs >= window.endMs) return;
      latencies[kind].record(seenAtMs - sentAtMs);
    },
  });
  await lookFor(probes, bench, options);
  void appendUntilStopped(probes, bench, options);

  // What the first events meet is not what later ones do: code that was not compiled yet.
  await delay(options.warmUpSeconds * 1000);
  window.startMs = performance.now();
  await delay(options.seconds * 1000);
  window.endMs = performance.now();
  await allSeen(probes, window.endMs);
  return resultOf(latencies);
});

/** Resolves when it looks. */
async function lookFor(probes: Probes, bench: BenchLog, options: LoadOptions): Promise<void> {
  const decode = await rowDecoder(options.workspace);
  const from = await bench.log.endOffsets(options.outputTopic);
  void (async () => {
    for await (const { records } of bench.log.read(from)) {
      const nowMs = performance.now();
      for (const { key, value } of records) {
        const userId = String(key);
        if (value !== null && probes.has(userId)) probes.seen(userId, decode(value), nowMs);
      }
    }
  })();
}

async function appendUntilStopped(
  probes: Probes,
  bench: BenchLog,
  { perSecond, seed, users, run }: LoadOptions,
): Promise<void> {
  const stopping = new AbortController();
  process.once('SIGTERM', () => stopping.abort());
  const random = randomStream(seed, 'load')(run);
  const history = new History(bench.writers, { users, random, prefix: `load-${run}` });
  let count = 0;
  for await (const due of pace({ perSecond, random, signal: stopping.signal })) {
    const nowMs = performance.now();
    const records = Array.from({ length: due }, () =>
      count++ % eventsPerProbe === 0 ? probes.next(nowMs) : history.next(),
    );
    // One by one, since what is appended together may need a transaction; and without waiting, since
    // events come whether the broker is busy or not. One that fails ends this process.
    for (const record of records) void bench.log.append([record]);
  }
  await bench.close();
  process.exit();
}

/** Waits for the effects of all that was sent before `untilMs`. */
async function allSeen(probes: Probes, untilMs: number): Promise<void> {
  const deadlineMs = performance.now() + seenLimitMs;
  while (probes.oldestPendingMs < untilMs) {
    if (performance.now() > deadlineMs) {
      throw new Error(`The effect of an event was not in the view within ${seenLimitMs} ms.`);
    }
    await delay(10);
  }
}

function resultOf(latencies: Record<keyof LoadResult, Latencies>): LoadResult {
  const columns = (of: Latencies) => latencyColumns(of, [50, 95, 99]);
  return { profile: columns(latencies.profile), count: columns(latencies.count) };
}
