import type { Mode } from './mode.ts';

/** join-service itself, from the state that it joins with; the updates go through the join. */
export const queries: Mode = {
  needsKafka: false,
  updates: 'users',
  start: async (stage) => {
    const { pid, url } = await stage.startService('join-service');
    return { url, pids: [pid] };
  },
};
