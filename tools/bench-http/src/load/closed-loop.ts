import { Client } from 'undici';
import { httpGet } from './http-get.ts';
import type { LoadResult, LoopOptions } from './load.ts';

export interface ClosedLoopOptions extends LoopOptions {
  readonly connections: number;
}

/** As many requests as get through: each connection sends its next one once it has its answer. */
export async function closedLoop(options: ClosedLoopOptions): Promise<LoadResult> {
  const { url, connections, nextPath } = options;
  const startAtMs = performance.now() + options.warmUpSeconds * 1000;
  const endAtMs = startAtMs + options.seconds * 1000;
  let requests = 0;
  let measured = 0;
  let lastAtMs = startAtMs;

  function ask(client: Client, resolve: () => void, reject: (error: Error) => void): void {
    const sentAtMs = performance.now();
    if (sentAtMs >= endAtMs) return resolve();
    httpGet(client, nextPath(), (error) => {
      if (error !== null) return reject(error);
      requests += 1;
      const nowMs = performance.now();
      if (nowMs >= startAtMs) {
        measured += 1;
        lastAtMs = nowMs;
      }
      ask(client, resolve, reject);
    });
  }

  const clients = Array.from({ length: connections }, () => new Client(url));
  await Promise.all(
    clients.map((client) => new Promise<void>((resolve, reject) => ask(client, resolve, reject))),
  );
  await Promise.all(clients.map((client) => client.close()));
  // Until the last answer, as those under way at the end count, too: however slow, there is one.
  return { requests, figures: { 'most requests/s': measured / ((lastAtMs - startAtMs) / 1000) } };
}
