import type { SharedBatch, SharedStore, SharedWrite } from '@user-information/state-store';
import { startRedis } from '@user-information/servers';
import type { Redis, RedisOptions } from '@user-information/servers';
import { openRedisStore } from './open-redis-store.ts';

/** A Redis of a test's own, and stores on it. */
export class TestRedis {
  readonly logged: string[] = [];
  readonly redis: Redis;
  readonly #stores: SharedStore[] = [];

  private constructor(redis: Redis) {
    this.redis = redis;
  }

  static async start(options: RedisOptions = {}): Promise<TestRedis> {
    return new TestRedis(await startRedis(options));
  }

  /** Another client's view of the same store. */
  open(url = this.redis.url): SharedStore {
    const log = (_fields: object, message: string) => this.logged.push(message);
    const logger = { info: log, warn: log };
    const store = openRedisStore({ url, view: 'things', logger, commandTimeoutMs: 300 });
    this.#stores.push(store);
    return store;
  }

  async close(): Promise<void> {
    for (const store of this.#stores) await store.close();
    await this.redis.remove();
  }
}

/** Resolves once the store answers. */
export async function connected(store: SharedStore): Promise<void> {
  for (;;) {
    try {
      await store.state(0);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** Puts, or deletes for null, at these offsets, from one offset to another. */
export function batch(
  fromOffset: number,
  toOffset: number,
  rows: readonly (readonly [offset: number, key: string, value: string | null])[],
  partition = 0,
): SharedBatch {
  const writes = rows.map(([offset, key, value]): SharedWrite => ({
    key: Buffer.from(key),
    value: value === null ? null : Buffer.from(value),
    offset,
    timestampMs: 1_000 + offset,
  }));
  return { partition, fromOffset, toOffset, writes };
}

/** A partition as it is read in order, as text. */
export async function contents(store: SharedStore, partition = 0): Promise<Record<string, string>> {
  const rows: Record<string, string> = {};
  for (let after: Buffer | null = null; ;) {
    const { entries } = await store.page(partition, after, 7);
    for (const { key, value } of entries) rows[key.toString()] = value.toString();
    after = entries.at(-1)?.key ?? null;
    if (after === null) return rows;
  }
}
