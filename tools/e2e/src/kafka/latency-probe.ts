import { setTimeout as delay } from 'node:timers/promises';
import type { Demo } from '@user-information/harness';
import { send } from '../commands.ts';

const pollMs = 5;
const betweenMs = 20;

/**
 * Measures update latency from outside as long as it is open: changes users over HTTP, and asks the view
 * until it has the change. There are users on every partition.
 */
export class LatencyProbe {
  readonly #users: string;
  readonly #view: string;
  readonly #stopping = new AbortController();
  readonly #latenciesMs: number[] = [];
  #done: Promise<unknown> = Promise.resolve();

  private constructor(demo: Demo) {
    this.#users = `${demo.service('user-service').url}/users`;
    this.#view = `${demo.service('user-info-http').url}/users`;
  }

  static async start(demo: Demo, userIds: readonly string[]): Promise<LatencyProbe> {
    const probe = new LatencyProbe(demo);
    for (const userId of userIds) {
      await send('POST', probe.#users, { userId, username: 'probe', name: 'probe' });
    }
    probe.#done = Promise.all(userIds.map(async (userId) => probe.#probe(userId)));
    return probe;
  }

  /** `p50 12 ms, p95 30 ms, most 650 ms of 812`. */
  async close(): Promise<string> {
    this.#stopping.abort();
    await this.#done;
    const sorted = this.#latenciesMs.sort((a, b) => a - b);
    const at = (part: number): string =>
      `${Math.round(sorted[Math.floor(part * (sorted.length - 1))] ?? 0)} ms`;
    return `p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(1)} of ${sorted.length}`;
  }

  async #probe(userId: string): Promise<void> {
    const isOver = (): boolean => this.#stopping.signal.aborted;
    for (let round = 1; !isOver(); round += 1) {
      const startMs = performance.now();
      const { status } = await send('PATCH', `${this.#users}/${userId}`, { name: String(round) });
      if (status !== 200) throw new Error(`PATCH /users/${userId} answered ${status}.`);
      while (!isOver() && (await this.#served(userId)) !== String(round)) await delay(pollMs);
      if (!isOver()) this.#latenciesMs.push(performance.now() - startMs);
      await delay(betweenMs);
    }
  }

  async #served(userId: string): Promise<unknown> {
    return (await send('GET', `${this.#view}/${userId}`)).body['name'];
  }
}
