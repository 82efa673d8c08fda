export { advertisedAddress } from './advertised-address.ts';
export { logSettings } from './log-settings.ts';
export type { LogConfig } from './log-settings.ts';
export { openLog } from './open-log.ts';
export type { OpenedLog, OpenLogOptions } from './open-log.ts';
export { openRedisView } from './open-redis-view.ts';
export type { OpenRedisViewOptions } from './open-redis-view.ts';
export { redisSettings } from './redis-settings.ts';
export type { RedisConfig } from './redis-settings.ts';
