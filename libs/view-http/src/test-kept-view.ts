import type { RecordHeaders } from '@user-information/event-log';
import type { Metrics } from '@user-information/observability';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import { startHttpServer } from '@user-information/service';
import type { ConformanceRow, UnreadyView } from './conformance/options.ts';
import type { SharedViewOptions } from './start-shared-view.ts';
import type { View } from './start-view.ts';
import type { LocalView } from './test-local-view.ts';
import { limits, toJson, topic } from './test-local-view.ts';

export const logger = createLogger({ name: 'test', level: 'silent', format: 'json' });

/** How a view is served that others keep. */
export type ServedBy = Omit<SharedViewOptions, 'store'>;

/** A view in this process whose rows are kept by others than who serves them. */
export abstract class KeptView implements UnreadyView {
  readonly collection = '/things';
  readonly failures: unknown[] = [];
  /** Has the log; it serves nothing. */
  readonly topic: LocalView;
  /** What ends it, in reverse order. */
  protected readonly steps: (() => Promise<void>)[] = [];
  #url = '';

  constructor(local: LocalView) {
    this.topic = local;
  }

  /** Of the server that was started last. */
  get url(): string {
    return this.#url;
  }

  /** From now on nothing is applied. */
  protected abstract holdBack(): void;
  protected abstract release(): void;

  /** Starts a server for the view that `start` starts of these options; resolves with where it is. */
  protected async serveBy(
    start: (options: ServedBy) => Promise<View>,
    metrics: Metrics = createMetrics({ service: 'test' }),
  ): Promise<string> {
    const health = new Health();
    const error = (_fields: object, message: string) => this.failures.push(message);
    const listening = { host: '127.0.0.1', port: 0, logger: { error }, limits };
    const server = await startHttpServer({ ...listening, metrics, health });
    const view = await start({
      log: this.topic.log,
      topic,
      path: `${this.collection}/:thingId`,
      toJson,
      eventLimits: { maxStreams: limits.eventStreams, heartbeatMs: 100, slowClientMs: 500 },
      server,
      metrics,
      logger,
      health: health.component('view'),
    });
    this.steps.push(() => view.close());
    this.#url = server.url;
    return server.url;
  }

  async isReady(url = this.url): Promise<void> {
    while ((await fetch(`${url}/health/ready`)).status !== 200);
  }

  put(
    rows: Readonly<Record<string, ConformanceRow | null>>,
    headers?: RecordHeaders,
  ): Promise<string[]> {
    return this.topic.put(rows, headers);
  }

  putDamaged(id: string): Promise<string[]> {
    return this.topic.putDamaged(id);
  }

  putUnaddressable(prefix: string): Promise<string[]> {
    return this.topic.putUnaddressable(prefix);
  }

  readonly hold = async (): Promise<() => void> => {
    this.holdBack();
    return () => this.release();
  };

  readonly catchUp = async (): Promise<void> => {
    this.release();
    await this.isReady();
  };

  async close(): Promise<void> {
    this.release();
    for (const step of this.steps.reverse()) await step();
    await this.topic.close();
  }
}
