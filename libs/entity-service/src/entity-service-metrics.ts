import { Counter, Gauge, Histogram } from '@prometheus-io/client';
import type { NewRecord } from '@user-information/event-log';
import type { Metrics } from '@user-information/observability';

/** What a service did since it started. */
export interface Totals {
  /** Records with a value. */
  readonly published: number;
  readonly tombstones: number;
  readonly deadLetters: number;
}

/** What a service tells of itself, registered on its metrics. */
export class EntityServiceMetrics {
  readonly #topic: string;
  readonly #records: Counter<'topic' | 'kind'>;
  readonly #deadLetters: Counter<'topic'>;
  readonly #transactionSeconds: Histogram;
  #totals: Totals = { published: 0, tombstones: 0, deadLetters: 0 };

  /** @param topic the changelog that the service owns, and what it knows of it */
  constructor(metrics: Metrics, topic: string, memory: { readonly size: number }) {
    const registers = [metrics];
    this.#topic = topic;
    new Gauge({
      name: 'entity_service_known_keys',
      help: 'Keys of its changelog that the service has in memory',
      labelNames: ['topic'],
      registers,
      collect() {
        this.set({ topic }, memory.size);
      },
    });
    this.#records = new Counter({
      name: 'entity_service_records_published_total',
      help: 'Records that the service published to its changelog; kind is value or tombstone',
      labelNames: ['topic', 'kind'],
      registers,
    });
    this.#deadLetters = new Counter({
      name: 'entity_service_dead_letters_total',
      help: 'Records that could not be used and went to the dead-letter topic, by where they came from',
      labelNames: ['topic'],
      registers,
    });
    this.#transactionSeconds = new Histogram({
      name: 'entity_service_transaction_duration_seconds',
      help: 'Time in which the log took a transaction',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
      registers,
    });
  }

  get totals(): Totals {
    return this.#totals;
  }

  /** Returns what to call when the transaction is through. */
  startTransaction(): () => void {
    return this.#transactionSeconds.startTimer();
  }

  published(records: readonly NewRecord[]): void {
    const topic = this.#topic;
    const own = records.filter((record) => record.topic === topic);
    const tombstones = own.filter(({ value }) => value === null).length;
    const values = own.length - tombstones;
    this.#records.inc({ topic, kind: 'value' }, values);
    this.#records.inc({ topic, kind: 'tombstone' }, tombstones);
    this.#totals = {
      ...this.#totals,
      published: this.#totals.published + values,
      tombstones: this.#totals.tombstones + tombstones,
    };
  }

  deadLetter(topic: string): void {
    this.#deadLetters.inc({ topic });
    this.#totals = { ...this.#totals, deadLetters: this.#totals.deadLetters + 1 };
  }
}
