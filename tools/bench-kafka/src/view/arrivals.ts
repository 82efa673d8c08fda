import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog, PartitionOffset } from '@user-information/event-log';

const pollMs = 5;

/** Remembers when a reader of committed records saw which record of a topic. */
export class Arrivals {
  readonly #stopping = new AbortController();
  readonly #seen: { readonly partition: number; readonly offset: number; readonly atMs: number }[] =
    [];
  readonly #done: Promise<void>;

  private constructor(log: EventLog, from: readonly PartitionOffset[]) {
    this.#done = this.#look(log, from);
  }

  /** Looks from now on. */
  static async of(log: EventLog, topic: string): Promise<Arrivals> {
    return new Arrivals(log, await log.endOffsets(topic));
  }

  /** Waits until every partition has had a record at or beyond these offsets; when the last had it. */
  async allBeyond(ends: readonly PartitionOffset[], limitMs: number): Promise<number> {
    const deadlineMs = performance.now() + limitMs;
    const waiting = new Map(ends.map(({ partition, offset }) => [partition, offset]));
    for (let looked = 0; performance.now() < deadlineMs; await delay(pollMs)) {
      for (const { partition, offset, atMs } of this.#seen.slice(looked)) {
        if (offset >= (waiting.get(partition) ?? Infinity)) waiting.delete(partition);
        if (waiting.size === 0) return atMs;
        looked += 1;
      }
    }
    throw new Error(`Partitions ${[...waiting.keys()].join()} had no record within ${limitMs} ms.`);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#done;
  }

  async #look(log: EventLog, from: readonly PartitionOffset[]): Promise<void> {
    for await (const { records } of log.read(from, { signal: this.#stopping.signal })) {
      const atMs = performance.now();
      for (const { partition, offset } of records) this.#seen.push({ partition, offset, atMs });
    }
  }
}
