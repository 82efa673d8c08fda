import { join } from 'node:path';
import { startNginx } from '@user-information/servers';
import { ask } from './conformance/client.ts';
import { viewConformance } from './conformance/index.ts';
import type { UnreadyView } from './conformance/index.ts';
import { limits, LocalView } from './test-local-view.ts';

const serving = join(__dirname, '../../../deploy/nginx/serving.conf');

/** Two replicas of one topic behind nginx. */
async function replicated(one: LocalView, other: LocalView): Promise<UnreadyView> {
  const views = [one, other];
  const nginx = await startNginx({ replicas: views.map(({ url }) => new URL(url).host), serving });
  return {
    url: nginx.url,
    collection: one.collection,
    put: (rows, headers) => one.put(rows, headers),
    putDamaged: (id) => one.putDamaged(id),
    putUnaddressable: (prefix) => one.putUnaddressable(prefix),
    served: async (positions) => {
      const path = `${one.collection}?limit=1&after=${positions.join()}`;
      for (const { url } of views) while ((await ask(url, path)).status !== 200);
    },
    hold: async () => {
      const releases = await Promise.all(views.map(({ hold }) => hold()));
      return () => releases.forEach((release) => release());
    },
    catchUp: async () => {
      await Promise.all(views.map(({ catchUp }) => catchUp()));
    },
    close: async () => {
      await nginx.remove();
      await other.close();
      await one.close();
    },
  };
}

viewConformance({
  name: 'replicas behind nginx',
  start: async () => {
    const one = await LocalView.start();
    const other = await LocalView.open(one.log);
    await other.start();
    await Promise.all([one.catchUp(), other.catchUp()]);
    return replicated(one, other);
  },
  startUnready: async () => {
    const one = await LocalView.startUnready();
    return replicated(one, await LocalView.startUnready(one.log));
  },
  limits: { ...limits, eventStreams: 2 * limits.eventStreams },
});
