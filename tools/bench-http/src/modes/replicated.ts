import { join } from 'node:path';
import { startNginx } from '@user-information/servers';
import type { Mode } from './mode.ts';

/** Two of the same behind nginx, as `npm run replicas` has them. */
export const replicated: Mode = {
  needsKafka: false,
  updates: 'user-information',
  start: async (stage) => {
    const replicas = await stage.startServices('user-info-http', [{}, {}]);
    const nginx = await startNginx({
      replicas: replicas.map(({ address }) => address),
      serving: join(stage.workspace, 'deploy/nginx/serving.conf'),
    });
    stage.onClose(() => nginx.remove());
    return { url: nginx.url, pids: [nginx, ...replicas].map(({ pid }) => pid) };
  },
};
