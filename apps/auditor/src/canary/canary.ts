import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger, Metrics } from '@user-information/observability';
import { CanaryMetrics } from './canary-metrics.ts';

const userId = 'canary';
/** A change that is not served by then is counted as that late, and given up. */
const giveUpMs = 20_000;
const lookEveryMs = 10;

export interface CanaryOptions {
  /** Of user-service, which takes the changes. */
  readonly commandUrl: string;
  /** Of the service whose answers are watched. */
  readonly viewUrl: string;
  readonly everyMs: number;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/**
 * A user that does not exist, and whose name changes all the time: how long it takes until the view
 * answers with the new one is the update latency as a client sees it, and is measured also when nobody
 * else does anything. Returns how to end it.
 */
export function startCanary(options: CanaryOptions): () => Promise<void> {
  const stopping = new AbortController();
  const canary = new Canary(options, stopping.signal);
  const done = canary.run().catch((error: unknown) => {
    if (!stopping.signal.aborted) options.logger.error({ err: error }, 'The canary is dead');
  });
  return async () => {
    stopping.abort();
    await done;
  };
}

class Canary {
  readonly #options: CanaryOptions;
  readonly #metrics: CanaryMetrics;
  readonly #signal: AbortSignal;
  #isWell = true;

  constructor(options: CanaryOptions, signal: AbortSignal) {
    this.#options = options;
    this.#metrics = new CanaryMetrics(options.metrics);
    this.#signal = signal;
  }

  async run(): Promise<void> {
    for (;;) {
      const startMs = performance.now();
      await this.#change(startMs);
      const restMs = this.#options.everyMs - (performance.now() - startMs);
      await sleep(Math.max(0, restMs), undefined, { signal: this.#signal });
    }
  }

  async #change(startMs: number): Promise<void> {
    const metrics = this.#metrics;
    const name = `Canary of ${new Date().toISOString()}`;
    const refused = await this.#rename(name);
    this.#tell(refused);
    if (refused !== null) return metrics.failures.inc({ step: 'write' });
    metrics.pendingSinceMs = startMs;
    const isServed = await this.#isServedBy(startMs + giveUpMs, name);
    metrics.pendingSinceMs = null;
    metrics.updateLatency.observe((performance.now() - startMs) / 1000);
    if (!isServed) metrics.failures.inc({ step: 'read' });
  }

  /** Null when it was taken; else why not. */
  async #rename(name: string): Promise<string | null> {
    const users = `${this.#options.commandUrl}/users`;
    try {
      const changed = await this.#send('PATCH', `${users}/${userId}`, { name });
      if (changed.ok) return null;
      const created = await this.#send('POST', users, { userId, username: userId, name });
      return created.ok ? null : `it answered ${created.status}`;
    } catch (error) {
      this.#signal.throwIfAborted();
      return reasonOf(error);
    }
  }

  async #isServedBy(deadlineMs: number, name: string): Promise<boolean> {
    const url = `${this.#options.viewUrl}/users/${userId}?fields=name`;
    while (performance.now() < deadlineMs) {
      try {
        const answer = await this.#send('GET', url);
        if (answer.ok && (answer.body as { name?: unknown }).name === name) return true;
      } catch {
        this.#signal.throwIfAborted();
      }
      await sleep(lookEveryMs, undefined, { signal: this.#signal });
    }
    return false;
  }

  async #send(method: string, url: string, body?: object) {
    const response = await fetch(url, {
      method,
      signal: AbortSignal.any([this.#signal, AbortSignal.timeout(giveUpMs)]),
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { ok: response.ok, status: response.status, body: JSON.parse(text || '{}') as unknown };
  }

  /** Says so once when it can't change, and once when it can again. */
  #tell(refused: string | null): void {
    const isWell = refused === null;
    if (isWell === this.#isWell) return;
    this.#isWell = isWell;
    this.#options.logger.info(
      isWell ? 'The canary sings again' : `The canary can't change, by user-service: ${refused}`,
    );
  }
}

/** Of a request that had no answer, as the system calls it: ECONNREFUSED. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
}
