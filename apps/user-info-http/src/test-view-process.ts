import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** user-info-http (or another app) as a process of its own, as its users run it, on a free port. */
export class ViewProcess {
  /** What it printed so far: the messages of its log, and what it said of a failure. */
  readonly lines: string[] = [];
  readonly errors: string[] = [];
  readonly #child: ChildProcess;
  readonly #listens = Promise.withResolvers<string>();
  readonly #hasCaughtUp = Promise.withResolvers<void>();
  readonly #exited: Promise<unknown>;

  constructor(dataDir: string, env: Readonly<Record<string, string>> = {}, app = 'user-info-http') {
    this.#child = spawn(process.execPath, [join(__dirname, '../..', app, 'src/main.ts')], {
      env: { ...process.env, PORT: '0', LOG_FORMAT: 'json', DATA_DIR: dataDir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#exited = once(this.#child, 'close').then(() => {
      const error = new Error(`It ended: ${this.errors.join('\n')}`);
      this.#listens.reject(error);
      this.#hasCaughtUp.reject(error);
    });
    // A test that wants it to end waits for neither.
    this.#listens.promise.catch(() => undefined);
    this.#hasCaughtUp.promise.catch(() => undefined);
    const { stdout, stderr } = this.#child;
    if (stdout === null || stderr === null) throw new Error('It has no output.');
    createInterface(stderr).on('line', (line) => this.errors.push(line));
    createInterface(stdout).on('line', (line) => this.#take(line));
  }

  /** Where it listens; fails when it ended instead. */
  get url(): Promise<string> {
    return this.#listens.promise;
  }

  /** Resolves with the exit code, null after a kill. */
  async exit(): Promise<number | null> {
    await this.#exited;
    return this.#child.exitCode;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#child.kill(signal);
    return this.exit();
  }

  async ask(path: string, init?: RequestInit): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${await this.url}${path}`, init);
    return { status: response.status, body: await response.json() };
  }

  /** Resolves once it says that it has caught up; fails when it ended instead. */
  async isReady(): Promise<void> {
    await this.#hasCaughtUp.promise;
  }

  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${await this.url}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`));
    return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  /** Every row, page by page. */
  async rows(): Promise<unknown[]> {
    const rows: unknown[] = [];
    for (let path: string | null = '/users?limit=100'; path !== null;) {
      const page = (await this.ask(path)).body as { items: unknown[]; next: string | null };
      rows.push(...page.items);
      path = page.next;
    }
    return rows;
  }

  #take(line: string): void {
    const { msg } = JSON.parse(line) as { msg: string };
    this.lines.push(msg);
    const url = /^listens on (\S+)/.exec(msg)?.[1];
    if (url !== undefined) this.#listens.resolve(url);
    if (msg.startsWith('The view has caught up')) this.#hasCaughtUp.resolve();
  }
}
