import { bucketsOf } from './promises/histogram.ts';
import { PromiseHistory } from './promises/promise-history.ts';
import type { SharedSnapshot, SnapshotSource } from './http/snapshot-route.ts';
import { CatchUp } from './join/catch-up.ts';
import { joinedTopics } from './join/join-topics.ts';
import type { GroupLook } from './join/watch-group.ts';
import type { SourceFeed } from './events/source-feed.ts';
import type { ServiceName } from './service-urls.ts';
import { serviceNames } from './service-urls.ts';
import type { AuditView, Promises } from './snapshot.ts';
import { sumOf } from './watch/metrics-text.ts';
import { RateMeter } from './watch/rate-meter.ts';
import type { ServiceLook } from './watch/service-watch.ts';

const view = 'user-information';
const unseen: ServiceLook = { status: 'down', detail: 'not seen yet', metrics: [] };

/** All that was seen, put together as the page wants it. */
export class StageState implements SnapshotSource {
  topology: string | null = null;
  audit: AuditView | null = null;
  readonly #feed: SourceFeed;
  readonly #hasStartedJoin: () => boolean;
  readonly #looks = new Map<ServiceName, ServiceLook>();
  readonly #appended = meters([...joinedTopics, view]);
  readonly #joined = meters(joinedTopics);
  readonly #applied = new RateMeter();
  readonly #catchUp = new CatchUp();
  readonly #response = new PromiseHistory();
  readonly #update = new PromiseHistory();
  #group: GroupLook = { lag: {}, instances: [] };

  /** @param hasStartedJoin whether the page has started the join-service that runs, or is about to */
  constructor(feed: SourceFeed, hasStartedJoin: () => boolean) {
    this.#feed = feed;
    this.#hasStartedJoin = hasStartedJoin;
  }

  /** Whether all services are ready. */
  get isReady(): boolean {
    return serviceNames.every((name) => this.#looks.get(name)?.status === 'ready');
  }

  get promises(): Promises {
    return { response: this.#response.series, update: this.#update.series };
  }

  sawGroup(look: GroupLook): void {
    this.#group = look;
    const behind = Object.values(look.lag).flat();
    const restoring = sumOf(this.#look('join-service').metrics, 'streams_restore_records_left');
    this.#catchUp.saw(behind.reduce((sum, lag) => sum + lag, restoring));
  }

  sawService(name: ServiceName, look: ServiceLook, atMs: number): void {
    this.#looks.set(name, look);
    const { metrics } = look;
    const total = (metric: string, topic: string): number | undefined =>
      metrics.length === 0 ? undefined : sumOf(metrics, metric, { topic });
    if (name === 'join-service') {
      for (const [topic, meter] of this.#joined) {
        meter.saw(atMs, total('streams_records_processed_total', topic));
      }
    }
    if (name === 'user-info-http') {
      this.#applied.saw(atMs, total('view_applied_records_total', view));
      this.#sawView(metrics);
    }
  }

  take(): SharedSnapshot {
    const nowMs = performance.now();
    for (const [topic, meter] of this.#appended) meter.saw(nowMs, this.#feed.countOf(topic));
    const { lag, instances } = this.#group;
    const topics = [...this.#appended].map(([topic, appended]) => {
      const joinedPerSecond = this.#joined.get(topic)?.perSecond ?? 0;
      // What goes through the repartition topic is read by join-service alone.
      const isInternal = topic.startsWith('join-service-');
      const recordsPerSecond = isInternal ? joinedPerSecond : appended.perSecond;
      return [topic, { recordsPerSecond, joinedPerSecond, lag: lag[topic] ?? [] }] as const;
    });
    const isDown = this.#look('join-service').status === 'down';
    const { progress, recordsLeft } = this.#catchUp;
    return {
      services: serviceNames.map((name) => {
        const { status, detail } = this.#look(name);
        return { name, status, detail };
      }),
      topology: this.topology,
      topics: Object.fromEntries(topics),
      join: {
        instances: isDown ? [] : instances,
        isStarting: isDown && this.#hasStartedJoin(),
        progress,
        recordsLeft,
      },
      appliedPerSecond: this.#applied.perSecond,
      audit: this.audit,
      events: this.#feed.takeEvents(),
    };
  }

  #look(name: ServiceName): ServiceLook {
    return this.#looks.get(name) ?? unseen;
  }

  #sawView(metrics: ServiceLook['metrics']): void {
    const atSeconds = Date.now() / 1000;
    const buckets = (name: string, labels: Readonly<Record<string, string>>) =>
      metrics.length === 0 ? null : bucketsOf(metrics, name, labels);
    const response = { route: '/users/:userId', method: 'GET' };
    this.#response.saw(atSeconds, buckets('http_request_duration_seconds_bucket', response), null);
    const canary = this.#look('auditor').metrics;
    const waitingMs = sumOf(canary, 'canary_pending_seconds') * 1000;
    this.#update.saw(
      atSeconds,
      buckets('view_update_latency_seconds_bucket', { topic: view }),
      waitingMs > 500 ? waitingMs : null,
    );
  }
}

function meters(topics: readonly string[]): Map<string, RateMeter> {
  return new Map(topics.map((topic) => [topic, new RateMeter()]));
}
