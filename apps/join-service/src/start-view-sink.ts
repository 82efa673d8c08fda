import type { EventLog } from '@user-information/event-log';
import type { Health, Logger, Metrics, Tracer } from '@user-information/observability';
import { topics } from '@user-information/schemas';
import type { ServiceScope } from '@user-information/service';
import type { SharedStore } from '@user-information/state-store';
import { startSink } from '@user-information/view-http/sink';

export interface ViewSinkOptions {
  readonly log: EventLog;
  /** Where the view is kept. */
  readonly store: SharedStore;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracer?: Tracer | undefined;
  readonly health: Health;
  readonly scope: ServiceScope;
}

/** Keeps a copy of the view where user-info-http can read it without one of its own. */
export async function startViewSink(options: ViewSinkOptions): Promise<void> {
  const { health, logger, scope, store } = options;
  const topic = topics.userInformation.name;
  const sink = await startSink({
    ...options,
    topic,
    group: `${topic}-sink`,
    health: health.component('sink'),
    onError: (error) => scope.fail(error),
  });
  scope.onClose(() => sink.close());
  logger.info(`keeps the view in ${store.name}`);
}
