import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ServersError } from '../errors.ts';
import { freePorts } from '../process/free-ports.ts';
import { OwnedProcess } from '../process/owned-process.ts';
import { findProgram } from '../programs/find-program.ts';
import { askRedis } from './ask-redis.ts';

const startLimitMs = 30_000;

export interface RedisOptions {
  /** Whether each write is on disk before it is answered; a killed one has lost all otherwise. */
  readonly isDurable?: boolean;
  /** Refuses clients without it. */
  readonly password?: string;
  /** Runs as a cluster of one, which refuses commands and scripts that touch several slots. */
  readonly isCluster?: boolean;
}

/** A Redis on this machine that this process owns: it does not outlive it. */
export class Redis {
  readonly port: number;
  readonly #options: RedisOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), 'redis-'));
  #server: OwnedProcess | undefined;

  constructor(port: number, options: RedisOptions) {
    this.port = port;
    this.#options = options;
  }

  /** `redis://127.0.0.1:23456`, with the password if it has one. */
  get url(): string {
    const { password } = this.#options;
    return `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${this.port}`;
  }

  /** Of the one that was started last. */
  get pid(): number | undefined {
    return this.#server?.pid;
  }

  /** Starts it again after `stop` or `kill`, on the same port; resolves when it answers. */
  async start(): Promise<void> {
    if (this.#server?.hasEnded === false) return;
    const { isCluster = false, isDurable = false, password } = this.#options;
    const logFile = join(this.#folder, 'redis.log');
    const server = await OwnedProcess.start({
      command: [
        ...([program(), '--bind', '127.0.0.1', '--port', String(this.port)] as const),
        ...['--dir', this.#folder, '--save', ''],
        ...(isDurable ? ['--appendonly', 'yes', '--appendfsync', 'always'] : []),
        ...(password === undefined ? [] : ['--requirepass', password]),
        ...(isCluster ? ['--cluster-enabled', 'yes', '--cluster-port', String(this.port + 1)] : []),
      ],
      folder: this.#folder,
      logFile,
      removeIfOrphaned: this.#folder,
    });
    this.#server = server;
    const deadlineMs = Date.now() + startLimitMs;
    while (!(await this.#answers())) {
      if (server.hasEnded || Date.now() > deadlineMs) {
        throw new ServersError('NOT_STARTED', `Redis did not start: see ${logFile}.`);
      }
      await delay(10);
    }
  }

  /** Stops it in order. */
  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  /** Kills it with -9. */
  async kill(): Promise<void> {
    await this.#server?.kill();
  }

  /** It holds its connections and answers nothing, until `resume`. */
  pause(): void {
    if (this.pid !== undefined) process.kill(this.pid, 'SIGSTOP');
  }

  resume(): void {
    if (this.pid !== undefined) process.kill(this.pid, 'SIGCONT');
  }

  /** Stops it and removes its data. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #answers(): Promise<boolean> {
    try {
      if (this.#options.isCluster === true) {
        await askRedis(this.port, 'CLUSTER ADDSLOTSRANGE 0 16383');
        return (await askRedis(this.port, 'GET x')).startsWith('$-1');
      }
      const reply = await askRedis(this.port, 'PING');
      return reply === '+PONG' || reply.startsWith('-NOAUTH');
    } catch {
      return false;
    }
  }
}

/** Starts a Redis on a free port, by the program that REDIS_SERVER names. Fails with `MISSING` or `NOT_STARTED`. */
export async function startRedis(options: RedisOptions = {}): Promise<Redis> {
  const [port = 0] = await freePorts(1);
  const redis = new Redis(port, options);
  await redis.start();
  return redis;
}

function program(): string {
  const { REDIS_SERVER = '' } = process.env;
  const file = REDIS_SERVER === '' ? findProgram('redis-server') : REDIS_SERVER;
  if (file !== undefined) return file;
  const cure = 'on Debian: apt-get install redis-server';
  throw new ServersError('MISSING', `There is no redis-server on this machine (${cure}).`);
}
