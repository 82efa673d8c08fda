import type { Context } from './context.ts';
import { joinBenchmark } from './join/join-benchmark.ts';
import { latencyBenchmark } from './latency/latency-benchmark.ts';
import type { Table } from './report/table.ts';
import { restartBenchmark } from './restart/restart-benchmark.ts';
import type { BenchmarkName } from './settings.ts';

/** Each yields its tables; it fails, rather than to tell figures, when results were wrong. */
const benchmarks: Readonly<Record<BenchmarkName, (context: Context) => Promise<Table[]>>> = {
  join: joinBenchmark,
  latency: latencyBenchmark,
  restart: restartBenchmark,
};

/** Runs those that the settings name, one after the other. */
export async function* runBenchmarks(context: Context): AsyncGenerator<Table> {
  for (const name of context.settings.only) yield* await benchmarks[name](context);
}
