import type { HealthComponent } from '@user-information/observability';
import type { SharedStoreReader } from '@user-information/state-store';
import { serveView } from './serve-view.ts';
import type { ServedViewOptions } from './serve-view.ts';
import { openSharedView } from './shared/open-shared-view.ts';
import type { View } from './start-view.ts';

export interface SharedViewOptions extends ServedViewOptions {
  /** Where sinks keep the view (`startSink`); closed after it. */
  readonly store: SharedStoreReader;
  /** How often the store is asked how far it is, besides being watched; 250 when left out. */
  readonly lookEveryMs?: number;
  /** Whether it is ready, once it was, while some partitions are away: reads of those fail. */
  readonly servesInPart?: boolean;
  /** Ready once the store has all that the log had at the start, and while it can be asked. */
  readonly health: HealthComponent;
}

/**
 * Serves a view that others keep in a shared store, by the same contract as `startView` and with no
 * state of its own. It is 503 while the store can't be asked or lacks what it had, and recovers from
 * both. Closing it leaves the log and the store open.
 */
export async function startSharedView(options: SharedViewOptions): Promise<View> {
  const source = await openSharedView(options);
  const endStreams = await serveView({ ...options, store: source.rows, progress: source });
  source.start();
  return {
    rowCount: () => source.rowCount(),
    takeSummary: () => source.takeSummary(),
    close: async () => {
      endStreams();
      await options.server.close();
      await source.close();
    },
  };
}
