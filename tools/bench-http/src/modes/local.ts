import type { Mode } from './mode.ts';

/** One user-info-http with a copy of the view on its disk. */
export const local: Mode = {
  needsKafka: false,
  updates: 'user-information',
  start: async (stage) => {
    const { pid, url } = await stage.startService('user-info-http');
    return { url, pids: [pid] };
  },
};
