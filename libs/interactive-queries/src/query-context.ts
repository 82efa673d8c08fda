import type { Serde } from '@user-information/serde';
import type { QueryableStores } from '@user-information/state-store';
import type { Instances } from './cluster/instances.ts';
import type { Peers } from './cluster/peers.ts';
import type { QueryLimits } from './query-limits.ts';
import type { QueryMetrics } from './query-metrics.ts';

/** What the routes share. */
export interface QueryContext {
  readonly stores: QueryableStores;
  readonly instances: Instances;
  readonly peers: Peers;
  /** `host:port` of this instance, as the group tells it. */
  readonly address: string;
  readonly keySerde: Serde<string>;
  readonly limits: QueryLimits;
  readonly metrics: QueryMetrics;
}
