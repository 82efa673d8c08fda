import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startNginx } from '@user-information/servers';
import type { ServiceScope } from '@user-information/service';
import type { ReplicaSettings } from './replica-settings.ts';

/** Where the workspace's files are; `npm run` starts its scripts in it. */
const workspace = process.cwd();
const lookEveryMs = 100;

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
  const replicas = addresses.map((address, n) => startReplica(n, address));
  scope.onClose(async () => {
    await Promise.all(replicas.map(stop));
  });
  for (const [n, address] of addresses.entries()) {
    const replica = replicas[n];
    if (replica === undefined || !(await isReady(replica, address, scope.signal))) continue;
    say(`http://${address} is ready; to try what happens without it: kill -9 ${replica.pid}`);
  }
  say(`nginx listens on ${nginx.url} and asks whichever of them is there.`);
  say(`Try: curl '${nginx.url}/users?limit=20'`);
}

function startReplica(n: number, address: string): ChildProcess {
  const { DATA_DIR = '.data' } = process.env;
  const [HOST = '', PORT = ''] = address.split(':');
  const own = { HOST, PORT, STATE_DIR: join(DATA_DIR, `user-info-http-replica-${n + 1}`) };
  return spawn(process.execPath, ['apps/user-info-http/src/main.ts'], {
    cwd: workspace,
    env: { DRAIN_SECONDS: '1', LOG_LEVEL: 'warn', ...process.env, ...own },
    stdio: 'inherit',
  });
}

/** Waits until it is; false when it has ended before, or nobody waits any more. */
async function isReady(
  replica: ChildProcess,
  address: string,
  signal: AbortSignal,
): Promise<boolean> {
  while (isRunning(replica) && !signal.aborted) {
    const answer = await fetch(`http://${address}/health/ready`).catch(() => undefined);
    if (answer?.status === 200) return true;
    await delay(lookEveryMs);
  }
  return false;
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

async function stop(replica: ChildProcess): Promise<void> {
  if (!isRunning(replica)) return;
  const ended = once(replica, 'exit');
  replica.kill('SIGTERM');
  await ended;
}
