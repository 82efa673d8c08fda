import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';

const repository = resolve(__dirname, '../../..');
const scope = '@user-information';
const rootFiles = [
  ...['package.json', 'package-lock.json', 'nx.json', 'tsconfig.json', 'tsconfig.base.json'],
  ...['eslint.config.mjs', 'jest.leaks.cjs', 'jest.preset.cjs', '.prettierrc.json', '.gitignore'],
];
const notCopied = new Set(['node_modules', 'dist']);

/** The workspace in a temporary folder, with the installed packages of this one. */
export class WorkspaceCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'workspace-copy-'));

  constructor() {
    for (const name of [...rootFiles, 'apps', 'libs', 'tools']) {
      cpSync(join(repository, name), join(this.folder, name), {
        recursive: true,
        filter: (source) => !notCopied.has(basename(source)),
      });
    }
    // One link a package: a link to the whole folder would lead to the libraries of this workspace.
    const modules = join(this.folder, 'node_modules');
    mkdirSync(join(modules, scope), { recursive: true });
    for (const name of readdirSync(join(repository, 'node_modules'))) {
      if (name !== scope) symlinkSync(join(repository, 'node_modules', name), join(modules, name));
    }
    for (const folder of ['apps', 'libs', 'tools']) {
      for (const name of readdirSync(join(this.folder, folder))) {
        symlinkSync(join('../..', folder, name), join(modules, scope, name));
      }
    }
  }

  /** Runs Nx; resolves to all that it printed, and fails with it when Nx does. */
  async nx(...nxArguments: string[]): Promise<string> {
    const { stdout, stderr } = await promisify(execFile)(
      join(this.folder, 'node_modules/.bin/nx'),
      nxArguments,
      { cwd: this.folder, env: outsideNx(process.env) },
    ).catch((error: unknown) => {
      // What Nx has to say is in its output, not in the message.
      const { stdout: said, stderr: complained } = error as Record<'stdout' | 'stderr', string>;
      throw new Error(`${said}${complained}`, { cause: error });
    });
    return stripVTControlCharacters(`${stdout}${stderr}`);
  }

  /** Runs a service of one file until it prints `text`, and then stops it. Resolves to its exit code. */
  async runUntil(text: string, file: string, env: NodeJS.ProcessEnv): Promise<number | null> {
    const service = spawn(process.execPath, [file], {
      cwd: this.folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(service, 'close') as Promise<[number | null]>;
    let output = '';
    service.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(text)) service.kill('SIGTERM');
    });
    const [exitCode] = await ended;
    return output.includes(text) ? exitCode : null;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Jest may itself be run by Nx, whose variables would make this run a part of that one. */
function outsideNx(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !name.startsWith('NX_'));
  return { ...Object.fromEntries(others), NX_DAEMON: 'false' };
}
