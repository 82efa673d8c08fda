import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { servedPid } from '@user-information/scripts/demo';
import { problem } from '@user-information/service';
import type { Config } from '../config.ts';
import type { ServiceUrls } from '../service-urls.ts';

const service = 'join-service';
const program = `apps/${service}/src/main.ts`;
const preload = './tools/scripts/src/demo/served-preload.ts';

export interface JoinControlOptions {
  /** The workspace's folder. */
  readonly workspace: string;
  /** Where the demo notes which services it runs. */
  readonly servingDir: string;
  /** The environment for the service. */
  readonly env: NodeJS.ProcessEnv;
}

/** Kills the join-service of the demo as an accident would, and starts it again. */
export class JoinControl {
  readonly #options: JoinControlOptions;
  #started: ChildProcess | undefined;

  constructor(options: JoinControlOptions) {
    this.#options = options;
  }

  /** Whether what it started runs. */
  get isRunning(): boolean {
    return this.#started?.exitCode === null && this.#started.signalCode === null;
  }

  /** Ends it by SIGKILL; throws a problem of status 409 when the demo runs none. */
  kill(): void {
    const pid = servedPid(this.#options.servingDir, service);
    if (pid === undefined) throw problem(409, 'Not there', `The demo runs no ${service}.`);
    process.kill(pid, 'SIGKILL');
  }

  /** Starts it; throws a problem of status 409 when the demo runs one, and 500 when it can't be. */
  async start(): Promise<void> {
    const { env, servingDir, workspace } = this.#options;
    if (this.isRunning || servedPid(servingDir, service) !== undefined) {
      throw problem(409, 'There already', `The demo runs ${service}.`);
    }
    const command = ['--import', preload, program];
    const own = { NX_TASK_TARGET_PROJECT: service, SERVING_DIR: servingDir };
    // Its lines go where those of this process go.
    const child = spawn(process.execPath, command, {
      cwd: workspace,
      env: { ...env, ...own },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    this.#started = child;
    await once(child, 'spawn').catch((error: unknown) => {
      this.#started = undefined;
      throw problem(500, 'Not started', `${service} can't be started: ${String(error)}`);
    });
  }

  /** Ends what it started, in good order. */
  async close(): Promise<void> {
    const child = this.#started;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

/** Undefined outside the workspace, where there is no demo. */
export function joinControl(config: Config, urls: ServiceUrls): JoinControl | undefined {
  const workspace = process.cwd();
  if (!existsSync(join(workspace, program))) return undefined;
  const { hostname: HOST, port: PORT } = new URL(urls[service]);
  return new JoinControl({
    workspace,
    servingDir: resolve(workspace, config.SERVING_DIR),
    // Else it would listen where the page is told to.
    env: { ...config.environment, HOST, PORT },
  });
}
