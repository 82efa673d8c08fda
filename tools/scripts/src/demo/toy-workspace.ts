import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const repository = resolve(__dirname, '../../../..');

/** A workspace of small services in a temporary folder, served by the project's own `serve` target. */
export class ToyWorkspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'toy-workspace-'));
  readonly #runs: ServedToys[] = [];

  constructor(services: Readonly<Record<string, string>>) {
    const nxJson = JSON.parse(readFileSync(join(repository, 'nx.json'), 'utf8')) as {
      readonly plugins: readonly unknown[];
      readonly targetDefaults: { readonly serve: unknown };
    };
    const { serve } = nxJson.targetDefaults;
    const plugins = nxJson.plugins.filter((plugin) => typeof plugin === 'string');
    this.#write('nx.json', JSON.stringify({ ...nxJson, plugins, targetDefaults: { serve } }));
    this.#write('package.json', '{ "name": "toys", "private": true, "workspaces": ["apps/*"] }');
    for (const link of ['node_modules', 'tools']) {
      symlinkSync(join(repository, link), join(this.folder, link));
    }
    for (const [name, source] of Object.entries(services)) {
      const manifest = { name, type: 'module', nx: { name, targets: { serve: {} } } };
      this.#write(`apps/${name}/package.json`, JSON.stringify(manifest));
      this.#write(`apps/${name}/src/main.ts`, source);
    }
  }

  /** Runs all services, or one, as from a terminal of its own. */
  serve(service?: string): ServedToys {
    const nxArguments = service === undefined ? ['run-many', '-t', 'serve'] : ['serve', service];
    const run = new ServedToys(this.folder, nxArguments);
    this.#runs.push(run);
    return run;
  }

  /** Ends what a failed test left running, and removes the folder. */
  async remove(): Promise<void> {
    for (const run of this.#runs) {
      run.signal('SIGTERM');
      await run.ended();
    }
    rmSync(this.folder, { recursive: true });
  }

  #write(file: string, text: string): void {
    const path = join(this.folder, file);
    mkdirSync(resolve(path, '..'), { recursive: true });
    writeFileSync(path, text);
  }
}

/** A run of Nx over the toys. */
export class ServedToys {
  /** All that was printed so far. */
  output = '';
  readonly #nx: ChildProcess;
  readonly #ended: Promise<number | null>;

  constructor(folder: string, nxArguments: readonly string[]) {
    this.#nx = spawn(join(folder, 'node_modules/.bin/nx'), nxArguments, {
      cwd: folder,
      env: outsideNx(process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#ended = once(this.#nx, 'close').then(() => this.#nx.exitCode);
    for (const stream of [this.#nx.stdout, this.#nx.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += stripVTControlCharacters(chunk.toString());
      });
    }
  }

  /** Resolves once `text` was printed. */
  async printed(text: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const look = (): void => {
      if (this.output.includes(text)) resolve(undefined);
    };
    for (const stream of [this.#nx.stdout, this.#nx.stderr]) stream?.on('data', look);
    this.#nx.on('close', () => reject(new Error(`Ended without "${text}":\n${this.output}`)));
    look();
    await promise;
  }

  signal(signal: NodeJS.Signals): void {
    this.#nx.kill(signal);
  }

  /** Resolves to Nx's exit code, or null when a signal ended it. */
  async ended(): Promise<number | null> {
    return this.#ended;
  }
}

/** Jest may itself be run by Nx, whose variables would make this run a part of that one. */
function outsideNx(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !name.startsWith('NX_'));
  return { ...Object.fromEntries(others), NX_DAEMON: 'false' };
}
