import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ServersError } from '../errors.ts';
import { freePorts, isPortFree } from '../process/free-ports.ts';
import { OwnedProcess } from '../process/owned-process.ts';
import { registryApp } from './registry-app.ts';
import { registryEnvironment, registryPath } from './registry-environment.ts';
import type { Registry, RegistryOptions } from './registry.ts';
import { waitUntilRegistryAnswers } from './wait-until-registry-answers.ts';

const startLimitMs = 120_000;
const host = '127.0.0.1';

export interface JavaRegistryOptions extends RegistryOptions {
  /** Keeps the schemas, also after the end of this process; a temporary folder has them otherwise. */
  readonly folder?: string | undefined;
}

/** A registry that runs on the Java of this machine, from the archive that its makers publish. */
export class JavaRegistry implements Registry {
  readonly url: string;
  /** The folder with its schemas and what it prints. */
  readonly folder: string;
  readonly #isTemporary: boolean;
  readonly #command: readonly [string, ...string[]];
  readonly #env: Readonly<Record<string, string>>;
  #server: OwnedProcess | undefined;

  private constructor(java: string, app: string, port: number, folder: string | undefined) {
    this.url = `http://${host}:${port}${registryPath}`;
    this.#isTemporary = folder === undefined;
    this.folder = folder === undefined ? mkdtempSync(join(tmpdir(), 'registry-')) : resolve(folder);
    mkdirSync(this.folder, { recursive: true });
    // With the first compiler alone it starts in half the time, which matters more than its speed.
    this.#command = [java, '-Xmx512m', '-XX:TieredStopAtLevel=1', '-jar', app];
    const dataFile = join(this.folder, 'schemas');
    this.#env = registryEnvironment({ bindAddress: host, port, dataFile });
  }

  /** Starts a registry with that `java`; it takes Maven to fetch it if it is not in the cache. */
  static async start(java: string, options: JavaRegistryOptions = {}): Promise<JavaRegistry> {
    if (options.port !== undefined) await refuseTaken(options.port);
    const app = await registryApp();
    const [freePort = 0] = await freePorts(1);
    const registry = new JavaRegistry(java, app, options.port ?? freePort, options.folder);
    try {
      await registry.start();
      return registry;
    } catch (error) {
      await registry.remove();
      throw error;
    }
  }

  /** Of the registry that was started last; resolved with its exit code. */
  get ended(): Promise<number> | undefined {
    return this.#server?.ended;
  }

  /** Of the registry that was started last. */
  get pid(): number | undefined {
    return this.#server?.pid;
  }

  async start(): Promise<void> {
    if (this.#server?.hasEnded === false) return;
    const logFile = join(this.folder, 'registry.log');
    const printedBefore = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
    const server = await OwnedProcess.start({
      command: this.#command,
      folder: this.folder,
      env: this.#env,
      logFile,
      removeIfOrphaned: this.#isTemporary ? this.folder : undefined,
    });
    this.#server = server;
    const deadlineMs = Date.now() + startLimitMs;
    const mayWait = (): boolean => !server.hasEnded && Date.now() < deadlineMs;
    if (await waitUntilRegistryAnswers(this.url, mayWait)) return;
    await server.kill();
    throw whyNotStarted(readFileSync(logFile).subarray(printedBefore).toString(), logFile);
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  async kill(): Promise<void> {
    await this.#server?.kill();
  }

  async remove(): Promise<void> {
    await this.stop();
    if (this.#isTemporary) rmSync(this.folder, { recursive: true, force: true });
  }
}

async function refuseTaken(port: number): Promise<void> {
  if (await isPortFree(port)) return;
  const advice = 'stop the program that listens there, or choose another port';
  throw new ServersError('PORT_TAKEN', `Port ${port} for the registry is taken: ${advice}.`);
}

function whyNotStarted(printed: string, logFile: string): ServersError {
  if (printed.includes('Database may be already in use')) {
    const advice = 'stop the registry that has them first';
    return new ServersError('IN_USE', `The schemas beside ${logFile} are in use: ${advice}.`);
  }
  if (/seems to be in use|Address already in use/.test(printed)) {
    return new ServersError('PORT_TAKEN', 'The port of the registry was taken: start it again.');
  }
  const causes = printed.split('\n').filter((line) => /\bERROR\b|^Caused by:|^Error/.test(line));
  const reason = causes.at(-1)?.trim() ?? 'it did not answer in time';
  return new ServersError('NOT_STARTED', `The registry did not start (${logFile}): ${reason}`);
}
