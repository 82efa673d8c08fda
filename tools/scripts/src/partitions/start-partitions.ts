import type { ServiceScope } from '@user-information/service';
import { Instance, introduce } from '../instances/instance.ts';
import type { PartitionSettings } from './partition-settings.ts';

/** Where the workspace's files are; `npm run` starts its scripts in it. */
const workspace = process.cwd();

/** Starts the instances and the router, says where they are, and has them stopped with the scope. */
export async function startPartitions(
  { INSTANCES: count, ROUTER_PORT: port }: PartitionSettings,
  scope: ServiceScope,
  say: (line: string) => void,
): Promise<void> {
  const { STANDBY_REPLICAS = '1' } = process.env;
  const shared = { EVENT_LOG: 'kafka', VIEW_PARTITIONS: 'shared', STANDBY_REPLICAS };
  const instances = Array.from({ length: count }, (_, n) => {
    const address = `127.0.0.1:${port + 1 + n}`;
    return new Instance({ workspace, address, name: `user-info-part-${n + 1}`, settings: shared });
  });
  scope.onClose(async () => {
    await Promise.all(instances.map((instance) => instance.stop()));
  });
  await introduce(instances, scope.signal, say);
  if (scope.signal.aborted) return;
  const router = new Instance({
    workspace,
    address: `127.0.0.1:${port}`,
    name: 'user-info-router',
    settings: { EVENT_LOG: 'kafka', VIEW_STORE: 'instances' },
  });
  scope.onClose(() => router.stop());
  if (!(await router.isReady(scope.signal))) return;
  say(`The router listens on ${router.url} and asks whichever has what it is asked for.`);
  say(`Try: curl '${router.url}/users?limit=20'`);
}
