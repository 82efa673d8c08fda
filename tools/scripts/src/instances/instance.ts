import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const lookEveryMs = 100;

export interface InstanceOptions {
  /** The workspace's folder. */
  readonly workspace: string;
  /** `host:port` to listen on. */
  readonly address: string;
  /** Of its folder in DATA_DIR. */
  readonly name: string;
  /** Settings of its own, before those of this process. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A user-info-http that a script runs beside the demo, with the script's own settings and output. */
export class Instance {
  readonly url: string;
  readonly #child: ChildProcess;

  constructor({ workspace, address, name, settings }: InstanceOptions) {
    const { DATA_DIR = '.data' } = process.env;
    const [HOST = '', PORT = ''] = address.split(':');
    this.url = `http://${address}`;
    this.#child = spawn(process.execPath, ['apps/user-info-http/src/main.ts'], {
      cwd: workspace,
      env: {
        LOG_LEVEL: 'warn',
        ...process.env,
        ...settings,
        HOST,
        PORT,
        STATE_DIR: join(DATA_DIR, name),
      },
      stdio: 'inherit',
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Waits until it is; false when it has ended before, or nobody waits any more. */
  async isReady(signal: AbortSignal): Promise<boolean> {
    while (this.#isRunning() && !signal.aborted) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.status === 200) return true;
      await delay(lookEveryMs);
    }
    return false;
  }

  async stop(): Promise<void> {
    if (!this.#isRunning()) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
  }

  #isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }
}

/** Says where each of them is, as it becomes ready, and how to try what happens without it. */
export async function introduce(
  instances: readonly Instance[],
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  for (const instance of instances) {
    if (!(await instance.isReady(signal))) continue;
    say(`${instance.url} is ready; to try what happens without it: kill -9 ${instance.pid}`);
  }
}
