import type { ServerResponse } from 'node:http';
import { Counter, Gauge } from '@prometheus-io/client';
import type { AppendedRecord } from '@user-information/event-log';
import type { Logger, Metrics } from '@user-information/observability';
import type { Fields } from '../lookup/fields.ts';
import type { ViewProgress } from '../positions/view-progress.ts';
import { cacheKey } from '../rows/row-cache.ts';
import type { RowKey, RowReader } from '../rows/row-reader.ts';
import type { EventLimits } from './event-limits.ts';
import { EventStream } from './event-stream.ts';

export interface EventStreamsOptions {
  readonly topic: string;
  readonly rows: RowReader;
  readonly progress: ViewProgress;
  readonly limits: EventLimits;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

export interface Subscription {
  readonly key: RowKey;
  readonly fields: Fields;
  /** The position of the last event that the client had; null for a new one. */
  readonly lastEvent: AppendedRecord | null;
}

/** The streams that are open, and who of them wants to know of a change. */
export class EventStreams {
  readonly #options: EventStreamsOptions;
  readonly #byKey = new Map<string, Set<EventStream>>();
  readonly #all = new Set<EventStream>();
  readonly #slow: Counter<'topic'>;
  readonly #heartbeats: NodeJS.Timeout;
  #isClosed = false;

  constructor(options: EventStreamsOptions) {
    const { limits, metrics, progress, topic } = options;
    this.#options = options;
    const open = () => this.#all.size;
    new Gauge({
      name: 'view_event_streams',
      help: 'Clients that follow a row.',
      labelNames: ['topic'],
      registers: [metrics],
      collect() {
        this.set({ topic }, open());
      },
    });
    this.#slow = new Counter({
      name: 'view_event_streams_cut_total',
      help: 'Clients that followed a row, did not read what was sent, and were cut off.',
      labelNames: ['topic'],
      registers: [metrics],
    });
    this.#slow.inc({ topic }, 0);
    progress.onApplied((keys) => this.#applied(keys));
    this.#heartbeats = setInterval(() => this.#beat(), limits.heartbeatMs).unref();
  }

  /** Why no more streams can be opened, in words; null when one can. */
  refusal(): string | null {
    const { maxStreams } = this.#options.limits;
    if (this.#isClosed) return 'The service is stopping.';
    return this.#all.size < maxStreams ? null : `${maxStreams} clients follow rows already.`;
  }

  /** Takes the response over, until the client goes or `close`. */
  open({ fields, key, lastEvent }: Subscription, response: ServerResponse): void {
    const { limits, logger, progress, rows, topic } = this.#options;
    if (response.destroyed) return; // The client went while it waited: nothing would tell of that again.
    const partition = rows.partitionOf(key);
    const stream = new EventStream({
      key,
      fields,
      known: lastEvent,
      rows,
      position: () => progress.position(partition),
      limits,
      response,
      onSlow: () => this.#slow.inc({ topic }),
      onError: (error) => logger.error({ err: error }, 'A stream of events failed'),
    });
    response.writeHead(200, [
      ...['content-type', 'text/event-stream', 'cache-control', 'no-store'],
      ...['x-accel-buffering', 'no'], // nginx would wait for more.
    ]);
    response.write(`retry: ${limits.retryMs}\n\n`);
    this.#all.add(stream);
    const begin = (isAsFar: boolean): void => {
      if (!isAsFar) stream.beginAnew();
      this.#follow(key, stream);
    };
    const giveUpResuming = this.#onceAsFarAs(lastEvent, begin);
    response.once('close', () => {
      giveUpResuming();
      this.#forget(key, stream);
    });
  }

  /** Ends all streams in order; clients may connect again, elsewhere. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#heartbeats);
    for (const stream of this.#all) stream.end();
  }

  #follow(key: RowKey, stream: EventStream): void {
    const id = cacheKey(key.bytes);
    const streams = this.#byKey.get(id) ?? new Set();
    this.#byKey.set(id, streams.add(stream));
    stream.changed();
  }

  #forget(key: RowKey, stream: EventStream): void {
    this.#all.delete(stream);
    const id = cacheKey(key.bytes);
    const streams = this.#byKey.get(id);
    streams?.delete(stream);
    if (streams?.size === 0) this.#byKey.delete(id);
  }

  /**
   * Another instance may have been further than this one: a row must not go back in time. If the view
   * does not get there, the log was replaced by a shorter one, and the stream begins anew.
   */
  #onceAsFarAs(lastEvent: AppendedRecord | null, begin: (isAsFar: boolean) => void): () => void {
    if (lastEvent === null) {
      begin(true);
      return () => undefined;
    }
    const end = { ...lastEvent, offset: lastEvent.offset + 1 };
    const { limits, progress } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    const giveUp = progress.whenApplied([end], () => {
      clearTimeout(timer);
      begin(true);
    });
    if (progress.recordsLeft([end]) > 0) {
      timer = setTimeout(() => {
        giveUp();
        begin(false);
      }, limits.resumeMs);
    }
    return () => {
      giveUp();
      clearTimeout(timer);
    };
  }

  #applied(changed: readonly string[] | null): void {
    if (this.#byKey.size === 0) return;
    for (const key of changed ?? this.#byKey.keys()) {
      for (const stream of this.#byKey.get(key) ?? []) stream.changed();
    }
  }

  #beat(): void {
    for (const stream of this.#all) stream.heartbeat();
  }
}
