import { Latencies, latencyColumns } from '@user-information/bench';
import { Pool } from 'undici';
import { callWhenDue } from './call-when-due.ts';
import { httpGet } from './http-get.ts';
import type { LoadResult, LoopOptions } from './load.ts';

const maxConnections = 128;

export interface OpenLoopOptions extends LoopOptions {
  readonly requestsPerSecond: number;
}

/**
 * Sends a request whenever one is due, answered or not, as a crowd of clients does. A latency counts
 * from when the request was due, so that a server that stalls can't hide it by holding the clients
 * back (Gil Tene's coordinated omission); what the generator itself was late is part of it, and told
 * beside it.
 */
export async function openLoop(options: OpenLoopOptions): Promise<LoadResult> {
  const { url, requestsPerSecond, nextPath } = options;
  const pool = new Pool(url, { connections: maxConnections });
  const warmUpCount = Math.round(options.warmUpSeconds * requestsPerSecond);
  const count = warmUpCount + Math.round(options.seconds * requestsPerSecond);
  const latencies = new Latencies();
  const lateness = new Latencies();
  let answered = 0;

  await new Promise<void>((resolve, reject) => {
    function send(index: number, dueAtMs: number): void {
      const measured = index >= warmUpCount;
      if (measured) lateness.record(performance.now() - dueAtMs);
      httpGet(pool, nextPath(), (error) => {
        if (error !== null) return reject(error);
        if (measured) latencies.record(performance.now() - dueAtMs);
        answered += 1;
        if (answered === count) resolve();
      });
    }
    callWhenDue(count, 1000 / requestsPerSecond, send).catch(reject);
  });
  await pool.close();
  const figures = {
    ...latencyColumns(latencies, [50, 95, 99, 99.9]),
    'sent late p99 ms': lateness.percentileMs(99),
  };
  return { requests: count, figures };
}
