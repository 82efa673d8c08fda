import { Counter } from '@prometheus-io/client';
import { partitionFor } from '@user-information/event-log';
import type { Metrics } from '@user-information/observability';
import { SerdeError } from '@user-information/serde';
import type { Deserializer } from '@user-information/serde';
import type { Entry } from '@user-information/state-store';
import { UndecodableValueError } from '../errors.ts';
import type { Row } from './row.ts';
import { jsonText } from './row.ts';
import { cacheKey } from './row-cache.ts';
import type { RowCache } from './row-cache.ts';
import type { RowSource } from './row-source.ts';
import { offsetOf, valueOf } from './stored-row.ts';

/** A key, in the forms that are needed of it. */
export interface RowKey {
  /** As it was asked for. */
  readonly text: string;
  readonly bytes: Buffer;
}

export interface RowReaderOptions {
  readonly topic: string;
  readonly partitionCount: number;
  /** Holds what `storedRow` makes. */
  readonly store: RowSource;
  /** A value as JSON text. */
  readonly toJson: Deserializer<string>;
  /** Only the one that the store's writer keeps right; none when left out. */
  readonly cache?: RowCache | undefined;
  readonly metrics: Metrics;
}

/** Reads rows as JSON, and counts those that nobody can decode. */
export class RowReader {
  readonly #options: RowReaderOptions;
  readonly #undecodable: Counter<'topic'>;

  constructor(options: RowReaderOptions) {
    this.#options = options;
    this.#undecodable = new Counter({
      name: 'view_undecodable_values_total',
      help: 'Values that were asked for and could not be decoded.',
      labelNames: ['topic'],
      registers: [options.metrics],
    });
    this.#undecodable.inc({ topic: options.topic }, 0);
  }

  partitionOf({ bytes }: RowKey): number {
    return partitionFor(bytes, this.#options.partitionCount);
  }

  /** The row if it is at hand; undefined says nothing of whether there is one. */
  cached({ bytes }: RowKey): Row | undefined {
    return this.#options.cache?.get(cacheKey(bytes));
  }

  /** Undefined for an unknown key; `UndecodableValueError` for a value that cannot be decoded. */
  async row(key: RowKey): Promise<Row | undefined> {
    const { cache, store } = this.#options;
    const read = async (written?: Buffer): Promise<Row | undefined> => {
      const stored = written ?? (await store.get(key.bytes));
      return stored === undefined ? undefined : await this.#decode(stored, key);
    };
    return cache === undefined ? read() : cache.load(cacheKey(key.bytes), read);
  }

  /** The rows' JSON in the order of the keys; an error stands for its own row only. */
  async jsonOf(
    keys: readonly RowKey[],
  ): Promise<readonly (string | UndecodableValueError | undefined)[]> {
    const cached = keys.map((key) => this.cached(key)?.json);
    const others = keys.filter((_key, at) => cached[at] === undefined);
    const stored = await this.#options.store.getMany(others.map(({ bytes }) => bytes));
    const read = await Promise.all(
      others.map(async (key, at) => {
        const bytes = stored[at];
        return bytes === undefined ? undefined : this.#jsonOrError(bytes, key);
      }),
    );
    const next = read.values();
    return cached.map((json) => json ?? next.next().value);
  }

  /** The stored record of a key, without decoding its value. */
  stored({ bytes }: RowKey): Promise<Buffer | undefined> {
    return this.#options.store.get(bytes);
  }

  /** Entries in key order, from the first one after a key. */
  entries(after: Buffer | null): AsyncIterable<Entry> {
    return this.#options.store.range(after === null ? {} : { gt: after });
  }

  async #decode(stored: Buffer, key: RowKey): Promise<Row> {
    const json = await this.json(stored, key.text);
    return { ...jsonText(json), partition: this.partitionOf(key), offset: offsetOf(stored) };
  }

  /** `UndecodableValueError` for a value that cannot be decoded. */
  async json(stored: Buffer, key: string): Promise<string> {
    const { toJson, topic } = this.#options;
    try {
      return await toJson.deserialize(valueOf(stored));
    } catch (error) {
      // A registry that cannot be asked says nothing about the value.
      if (!(error instanceof SerdeError) || error.code === 'REGISTRY') throw error;
      this.#undecodable.inc({ topic });
      throw new UndecodableValueError(topic, key, error);
    }
  }

  async #jsonOrError(stored: Buffer, key: RowKey): Promise<string | UndecodableValueError> {
    try {
      return await this.json(stored, key.text);
    } catch (error) {
      if (error instanceof UndecodableValueError) return error;
      throw error;
    }
  }
}
