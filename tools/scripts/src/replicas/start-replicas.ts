import { join } from 'node:path';
import { startNginx } from '@user-information/servers';
import type { ServiceScope } from '@user-information/service';
import { Instance, introduce } from '../instances/instance.ts';
import type { ReplicaSettings } from './replica-settings.ts';

/** Where the workspace's files are; `npm run` starts its scripts in it. */
const workspace = process.cwd();

/** Starts the replicas and nginx, says where they are, and has them stopped with the scope. */
export async function startReplicas(
  { REPLICAS: count, REPLICAS_PORT: port }: ReplicaSettings,
  scope: ServiceScope,
  say: (line: string) => void,
): Promise<void> {
  const addresses = Array.from({ length: count }, (_, n) => `127.0.0.1:${port + 1 + n}`);
  const serving = join(workspace, 'deploy/nginx/serving.conf');
  const nginx = await startNginx({ replicas: addresses, serving, port });
  scope.onClose(() => nginx.remove());
  const settings = { DRAIN_SECONDS: process.env['DRAIN_SECONDS'] ?? '1' };
  const replicas = addresses.map((address, n) => {
    return new Instance({
      workspace,
      address,
      name: `user-info-http-replica-${n + 1}`,
      settings,
    });
  });
  scope.onClose(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
  });
  await introduce(replicas, scope.signal, say);
  say(`nginx listens on ${nginx.url} and asks whichever of them is there.`);
  say(`Try: curl '${nginx.url}/users?limit=20'`);
}
