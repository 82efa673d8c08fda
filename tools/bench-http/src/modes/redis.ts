import { startRedis } from '@user-information/servers';
import type { Mode } from './mode.ts';

/** user-info-http without a disk: join-service keeps the view in Redis. */
export const redis: Mode = {
  needsKafka: false,
  updates: 'user-information',
  start: async (stage) => {
    const server = await startRedis();
    stage.onClose(() => server.remove());
    const at = { REDIS_URL: server.url };
    await stage.startService('join-service', { ...at, VIEW_SINK: 'redis' });
    const { pid, url } = await stage.startService('user-info-http', { ...at, VIEW_STORE: 'redis' });
    return { url, pids: [pid, ...(server.pid === undefined ? [] : [server.pid])] };
  },
};
