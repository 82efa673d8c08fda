import type { InteractiveQueries } from '@user-information/interactive-queries';
import type { Metrics } from '@user-information/observability';
import type { Deserializer } from '@user-information/serde';
import type { QueryableStores } from '@user-information/state-store';
import { queriedViewRoutes } from '@user-information/view-http/queried';

/** A page of the list has at most so many. */
const maxRows = 100;

export interface ViewOfState {
  readonly queries: Pick<InteractiveQueries, 'store'>;
  readonly stores: QueryableStores;
  /** The name of the store. */
  readonly store: string;
  /** The path of one row, `/users/:userId`. */
  readonly path: string;
  /** A value in the bytes that the view's topic has of it. */
  readonly serialize: (value: unknown) => Buffer;
  readonly toJson: Deserializer<string>;
  readonly metrics: Metrics;
}

/** Routes that answer as a replica of the view does, from the state of all instances. */
export function viewOfState({ queries, stores, store: name, serialize, ...rest }: ViewOfState) {
  const store = queries.store(name);
  return queriedViewRoutes({
    ...rest,
    topic: name,
    rows: {
      partitionCount: store.partitions,
      notReady: () => {
        const missing = stores.assigned()?.filter((it) => stores.partition(name, it) === undefined);
        if (missing === undefined) return 'catching up: no partition is assigned yet';
        return missing.length === 0 ? null : `catching up: partition ${missing.join()} is restored`;
      },
      get: async (key) => {
        const value = await store.get(key);
        return value === undefined ? undefined : serialize(value);
      },
      range: async function* (range) {
        for await (const { key, value } of store.range(range, maxRows)) {
          yield { key, value: serialize(value) };
        }
      },
    },
  });
}
