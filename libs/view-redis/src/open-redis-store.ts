import type {
  SharedBatch,
  SharedChange,
  SharedPage,
  SharedRows,
  SharedState,
  SharedStore,
} from '@user-information/state-store';
import { decodeChange, encodeChange } from './change-message.ts';
import { databaseOf, describeUrl } from './describe-url.ts';
import {
  changesChannel,
  fieldPrefix,
  keysPattern,
  partitionKeys,
  positionField,
} from './partition-keys.ts';
import { RedisConnection } from './redis-connection.ts';
import type { RedisStoreLogger } from './redis-store-logger.ts';
import { pageScript, stateScript, writeScript } from './scripts.ts';
import { splitBatch } from './split-batch.ts';

export interface RedisStoreOptions {
  /** `redis://user:password@host:6379/0`, or `rediss:` for TLS. */
  readonly url: string;
  /** Names the keys in Redis; the topic of the view. */
  readonly view: string;
  readonly logger: RedisStoreLogger;
  /** How long a command may take; 1,000 when left out. */
  readonly commandTimeoutMs?: number;
}

/**
 * A view in Redis 6.2 or newer, as a shared store: a hash and a sorted set a partition. It connects in the
 * background, and again whenever the connection is lost; calls meanwhile fail at once with a
 * `StoreUnreachableError`.
 */
export function openRedisStore(options: RedisStoreOptions): SharedStore {
  return new RedisStore(options);
}

class RedisStore implements SharedStore {
  readonly name: string;
  readonly #view: string;
  readonly #channel: string;
  readonly #connection: RedisConnection;

  constructor({ url, view, logger, commandTimeoutMs: timeoutMs = 1_000 }: RedisStoreOptions) {
    this.name = `${keysPattern(view)} in Redis at ${describeUrl(url)}`;
    this.#view = view;
    this.#channel = changesChannel(view, databaseOf(url));
    this.#connection = new RedisConnection({ url, name: this.name, timeoutMs, logger });
  }

  async state(partition: number): Promise<SharedState> {
    const reply = await this.#connection.run(stateScript, this.#keys(partition), []);
    const [position, rowCount] = reply as [Buffer, number];
    return { nextOffset: offset(position), rowCount };
  }

  async read(partition: number, keys: readonly Buffer[]): Promise<SharedRows> {
    const { rows } = partitionKeys(this.#view, partition);
    const reply = await this.#connection.send(['HMGET', rows, positionField, ...keys.map(fieldOf)]);
    const [position, ...values] = reply as (Buffer | null)[];
    return { nextOffset: offset(position), values: values.map((value) => value ?? undefined) };
  }

  async page(partition: number, after: Buffer | null, limit: number): Promise<SharedPage> {
    const least = after === null ? '-' : Buffer.concat([Buffer.from('('), after]);
    const args = [least, String(limit)];
    const reply = await this.#connection.run(pageScript, this.#keys(partition), args);
    const [position, flat] = reply as [Buffer, Buffer[]];
    const entries = Array.from({ length: flat.length / 2 }, (_, at) => ({
      key: flat[2 * at] as Buffer,
      value: flat[2 * at + 1] as Buffer,
    }));
    return { nextOffset: offset(position), entries };
  }

  async write(batch: SharedBatch): Promise<number> {
    // All at once: a part that is refused has the next ones refused too.
    const positions = await Promise.all(splitBatch(batch).map((part) => this.#write(part)));
    return offset(positions.at(-1));
  }

  watch(listener: (change: SharedChange) => void): void {
    this.#connection.subscribe(this.#channel, (message) => listener(decodeChange(message)));
  }

  async close(): Promise<void> {
    this.#connection.close();
  }

  async #write(batch: SharedBatch): Promise<Buffer> {
    const { partition, fromOffset, toOffset, writes } = batch;
    const message = encodeChange({ partition, fromOffset, toOffset, rows: writes });
    const reply = await this.#connection.run(writeScript, this.#keys(partition), [
      ...[String(fromOffset), String(toOffset), this.#channel, message],
      ...writes.flatMap(({ key, offset: at, value }) => [String(at), key, value ?? '']),
    ]);
    return reply as Buffer;
  }

  #keys(partition: number): readonly string[] {
    const { order, rows } = partitionKeys(this.#view, partition);
    return [rows, order];
  }
}

function fieldOf(key: Buffer): Buffer {
  return Buffer.concat([Buffer.from(fieldPrefix), key]);
}

function offset(position: Buffer | null | undefined): number {
  return Number(position ?? 0);
}
