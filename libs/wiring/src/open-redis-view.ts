import type { Logger } from '@user-information/observability';
import type { ServiceScope } from '@user-information/service';
import type { SharedStore } from '@user-information/state-store';
import type { RedisConfig } from './redis-settings.ts';

export interface OpenRedisViewOptions {
  /** The topic of the view. */
  readonly view: string;
  readonly logger: Logger;
  /** It is closed with it. */
  readonly scope: Pick<ServiceScope, 'onClose'>;
}

/** The place of a view in Redis. It connects in the background, whether Redis is there yet or not. */
export async function openRedisView(
  config: RedisConfig,
  { view, logger, scope }: OpenRedisViewOptions,
): Promise<SharedStore> {
  const { openRedisStore } = await import('@user-information/view-redis');
  const store = openRedisStore({ url: config.REDIS_URL, view, logger });
  scope.onClose(() => store.close());
  return store;
}
