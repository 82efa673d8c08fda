import { Counter } from '@prometheus-io/client';
import type { Metrics } from '@user-information/observability';
import { SerdeError } from '@user-information/serde';
import type { Deserializer } from '@user-information/serde';
import type { StoreReader } from '@user-information/state-store';
import { UndecodableValueError } from '../errors.ts';

export interface RowReaderOptions {
  readonly topic: string;
  readonly store: StoreReader;
  /** A stored value as JSON text. */
  readonly toJson: Deserializer<string>;
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

  /** Undefined for an unknown key; `UndecodableValueError` for a value that cannot be decoded. */
  async read(keyBytes: Buffer, key: string): Promise<string | undefined> {
    const value = await this.#options.store.get(keyBytes);
    return value === undefined ? undefined : await this.decode(value, key);
  }

  async decode(value: Buffer, key: string): Promise<string> {
    const { toJson, topic } = this.#options;
    try {
      return await toJson.deserialize(value);
    } catch (error) {
      // A registry that cannot be asked says nothing about the value.
      if (!(error instanceof SerdeError) || error.code === 'REGISTRY') throw error;
      this.#undecodable.inc({ topic });
      throw new UndecodableValueError(topic, key, error);
    }
  }
}
