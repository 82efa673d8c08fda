import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** All that an app gets of the environment: nothing that only a workspace has. */
const bareEnvironment = { PATH: process.env['PATH'], HOME: process.env['HOME'] };

/** A copy of an app's pruned folder, alone in a temporary place, as it is on a server. */
export class DeployedApp {
  readonly folder = mkdtempSync(join(tmpdir(), 'deployed-'));
  readonly #prunedFolder: string;
  #process: ChildProcess | undefined;
  #output = '';

  constructor(prunedFolder: string) {
    this.#prunedFolder = prunedFolder;
  }

  /** Everything the process has printed. */
  get output(): string {
    return this.#output;
  }

  /** Copies it there and installs its packages, from npm's cache where that has them. */
  async install(): Promise<void> {
    cpSync(this.#prunedFolder, this.folder, { recursive: true });
    const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
    await this.npm('ci', '--omit=dev', '--ignore-scripts', ...quiet);
  }

  /** Runs npm in the folder; resolves to what it printed, and fails with it when npm does. */
  async npm(...npmArguments: string[]): Promise<string> {
    const { stdout } = await run('npm', npmArguments, { cwd: this.folder, env: bareEnvironment });
    return stdout;
  }

  /** Starts it on a free port; resolves to its address once it says that it listens. */
  async start(): Promise<string> {
    const child = spawn(process.execPath, ['main.mjs'], {
      cwd: this.folder,
      env: { ...bareEnvironment, PORT: '0', LOG_FORMAT: 'json' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    const listens = Promise.withResolvers<string>();
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        this.#output += chunk.toString();
        const address = /listens on (?<address>http:[^\s"]+)/.exec(this.#output)?.groups?.[
          'address'
        ];
        if (address !== undefined) listens.resolve(address);
      });
    }
    child.on('close', () => listens.reject(new Error(`It ended by itself:\n${this.#output}`)));
    return listens.promise;
  }

  /** Sends SIGTERM and waits for the end; tells the exit code, null if a signal ended it. */
  async stop(): Promise<number | null> {
    const child = this.#process;
    if (child?.exitCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'close') as Promise<[number | null]>;
    child.kill('SIGTERM');
    const [exitCode] = await ended;
    return exitCode;
  }

  /** Ends it whatever it does, and removes all of it. */
  remove(): void {
    this.#process?.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
