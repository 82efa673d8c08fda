import type { EventLog } from '@user-information/event-log';
import { GroupWatch } from '@user-information/event-log';
import type { HealthComponent } from '@user-information/observability';
import { Copies } from './router/copies.ts';
import { RoutedStore } from './router/routed-store.ts';
import { RouterMetrics } from './router/router-metrics.ts';
import type { ServedViewOptions } from './serve-view.ts';
import { startSharedView } from './start-shared-view.ts';
import type { View } from './start-view.ts';

export interface RouterOptions extends ServedViewOptions {
  readonly log: ServedViewOptions['log'] & Pick<EventLog, 'groupMembers'>;
  /** The group whose members have the partitions (`startPartitions`). */
  readonly group: string;
  /** How long an instance may take to answer before another one is asked; 500 ms when left out. */
  readonly timeoutMs?: number;
  /** Ready once the instances have all that the log had at the start. */
  readonly health: HealthComponent;
}

/** How often the instances are asked how far they are; a read of one's own write waits that long. */
const lookEveryMs = 25;
/** How often the group is asked who has what, and how long it may take. */
const groupTimes = { everyMs: 1_000, everyMsWhenWrong: 100, limitMs: 2_000 };

/**
 * Serves a view whose partitions are spread over instances, by the same contract as `startView`: each
 * read goes to the owner of its partition, or to a warm copy while that is away.
 */
export async function startRouter(options: RouterOptions): Promise<View> {
  const { group, log, logger, metrics, timeoutMs = 500 } = options;
  const watch = new GroupWatch({
    log,
    group,
    ...groupTimes,
    onFailure: (error) => logger.warn({ err: error }, `Cannot ask who is in group "${group}"`),
  });
  const copies = new Copies({ group: watch, avoidedMs: 1_000 });
  const routerMetrics = new RouterMetrics(metrics);
  const store = new RoutedStore({ group, copies, metrics: routerMetrics, logger, timeoutMs });
  const view = await startSharedView({ ...options, store, lookEveryMs, servesInPart: true });
  return {
    ...view,
    close: async () => {
      await view.close();
      await store.close();
    },
  };
}
