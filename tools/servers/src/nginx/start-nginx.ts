import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ServersError } from '../errors.ts';
import { freePorts } from '../process/free-ports.ts';
import { OwnedProcess } from '../process/owned-process.ts';
import { findProgram } from '../programs/find-program.ts';
import { nginxConfiguration } from './nginx-configuration.ts';

const host = '127.0.0.1';
const startLimitMs = 20_000;

export interface NginxOptions {
  /** `host:port` of each that can answer any request. */
  readonly replicas: readonly string[];
  /** What the server block has, besides where it listens: deploy/nginx/serving.conf. */
  readonly serving: string;
  /** A free one when left out. */
  readonly port?: number;
}

/** A load balancer in front of replicas. */
export interface Nginx {
  readonly url: string;
  /** Of the process that has started those that answer. */
  readonly pid: number;
  /** Its error log. */
  log(): Promise<string>;
  /** Ends it, and removes its folder. */
  remove(): Promise<void>;
}

/** Starts nginx on loopback, by the program that NGINX names. Fails with `MISSING` or `NOT_STARTED`. */
export async function startNginx(options: NginxOptions): Promise<Nginx> {
  const { NGINX = '' } = process.env;
  const program = NGINX === '' ? findProgram('nginx') : NGINX;
  if (program === undefined) {
    const cure = 'on Debian: apt-get install nginx-light';
    throw new ServersError('MISSING', `There is no nginx on this machine (${cure}).`);
  }
  const port = options.port ?? (await freePorts(1))[0];
  const folder = await mkdtemp(join(tmpdir(), 'nginx-'));
  const logFile = join(folder, 'error.log');
  const configuration = nginxConfiguration({ ...options, folder, listen: `${host}:${port}` });
  await writeFile(join(folder, 'nginx.conf'), configuration);
  const server = await OwnedProcess.start({
    command: [program, '-e', logFile, '-p', folder, '-c', join(folder, 'nginx.conf')],
    folder,
    logFile,
    removeIfOrphaned: folder,
  });
  const nginx: Nginx = {
    url: `http://${host}:${port}`,
    pid: server.pid,
    log: () => readFile(logFile, 'utf8'),
    remove: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await answers(nginx, server);
  } catch (error) {
    await nginx.remove();
    throw error;
  }
  return nginx;
}

async function answers(nginx: Nginx, server: OwnedProcess): Promise<void> {
  const deadlineMs = Date.now() + startLimitMs;
  while (!server.hasEnded && Date.now() < deadlineMs) {
    if (await fetch(nginx.url).catch(() => undefined)) return;
    await delay(20);
  }
  throw new ServersError(
    'NOT_STARTED',
    `nginx did not start at ${nginx.url}: ${await nginx.log()}`,
  );
}
