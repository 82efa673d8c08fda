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
  readonly name: string;
  /** `host:port` of its HTTP interface, which it also tells its consumer group. */
  readonly address: string;
  readonly url: string;
  /** Its data directory, if it was given one. */
  readonly dataDir: string | undefined;
  readonly #options: ServiceProcessOptions;
  #child: ChildProcess | undefined;
  #output = '';

  constructor(options: ServiceProcessOptions) {
    this.#options = options;
    this.name = options.name;
    this.address = `127.0.0.1:${options.port}`;
    this.url = `http://${this.address}`;
    this.dataDir = options.env['DATA_DIR'];
  }

  /** Everything it has printed, over all its starts. */
  get output(): string {
    return this.#output;
  }

  /** Of the process that was started last. */
  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error(`${this.name} was not started.`);
    return pid;
  }

  get isRunning(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null;
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
    while (Date.now() < deadlineMs && this.isRunning) {
      if (await this.isReady()) return;
      await delay(pollMs);
    }
    throw new Error(`${this.name} did not become ready:\n${this.#output}`);
  }

  /** Whether `/health/ready` answers 200 now. */
  async isReady(): Promise<boolean> {
    const response = await fetch(`${this.url}/health/ready`).catch(() => undefined);
    await response?.body?.cancel();
    return response?.status === 200;
  }

  /**
   * Waits until it has printed so many lines that match; fails with its output when it ends before or
   * takes longer than `limitMs`.
   */
  async printed(pattern: RegExp, { times = 1, limitMs = 60_000 } = {}): Promise<void> {
    const deadlineMs = Date.now() + limitMs;
    while (this.lines(pattern).length < times) {
      if (Date.now() > deadlineMs || !this.isRunning) {
        throw new Error(`${this.name} did not print ${pattern}:\n${this.#output}`);
      }
      await delay(20);
    }
  }

  /** The lines that it has printed and that match, over all its starts. */
  lines(pattern: RegExp): string[] {
    return this.#output.split('\n').filter((line) => pattern.test(line));
  }

  /** Stops it in the midst of what it does (SIGSTOP), until `resume`. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** Ends it without waiting: for a process that is about to exit itself. */
  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  /** Sends the signal and waits for the end; tells the exit code, null after SIGKILL. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (child === undefined) return null;
    if (this.isRunning) {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    }
    return child.exitCode;
  }

  /** Waits until it ends by itself; tells the exit code. Fails with its output after `limitMs`. */
  async ended(limitMs = 60_000): Promise<number | null> {
    const child = this.#child;
    if (child === undefined) return null;
    if (this.isRunning) {
      await once(child, 'exit', { signal: AbortSignal.timeout(limitMs) }).catch(() => {
        throw new Error(`${this.name} did not end:\n${this.#output}`);
      });
    }
    return child.exitCode;
  }
}
