export { openRedisStore } from './open-redis-store.ts';
export type { RedisStoreOptions } from './open-redis-store.ts';
export type { RedisStoreLogger } from './redis-store-logger.ts';
