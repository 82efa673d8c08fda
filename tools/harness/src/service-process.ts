import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

export interface ServiceProcessOptions {
  readonly name: string;
  /** The workspace's folder: services are started from their sources in it. */
  readonly workspace: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
}

/** One of the workspace's services as a process of its own, as its users run it. */
export class ServiceProcess {
  readonly url: string;
  readonly #options: ServiceProcessOptions;
  #child: ChildProcess | undefined;
  #output = '';

  constructor(options: ServiceProcessOptions) {
    this.#options = options;
    this.url = `http://127.0.0.1:${options.port}`;
  }

  /** Everything it has printed, over all its starts. */
  get output(): string {
    return this.#output;
  }

  /** Of the process that was started last. */
  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error(`${this.#options.name} was not started.`);
    return pid;
  }

  start(): void {
    const { name, workspace, port, env } = this.#options;
    this.#child = spawn(process.execPath, [`apps/${name}/src/main.ts`], {
      cwd: workspace,
      env: { ...process.env, LOG_FORMAT: 'json', PORT: String(port), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (text: Buffer) => {
        this.#output += text.toString();
      });
    }
  }

  /**
   * Waits until `/health/ready` answers 200, which it asks for every `pollMs`; fails with the output
   * of the process when that ends or takes longer than `limitMs`.
   */
  async ready(limitMs = 60_000, pollMs = 50): Promise<void> {
    const deadlineMs = Date.now() + limitMs;
    while (Date.now() < deadlineMs && this.#child?.exitCode === null) {
      const response = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (response?.status === 200) return;
      await delay(pollMs);
    }
    throw new Error(`${this.#options.name} did not become ready:\n${this.#output}`);
  }

  /** Ends it without waiting: for a process that is about to exit itself. */
  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  /** Sends the signal and waits for the end; tells the exit code, null after SIGKILL. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (child === undefined) return null;
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    }
    return child.exitCode;
  }
}
