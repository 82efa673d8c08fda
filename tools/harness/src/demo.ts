import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '@user-information/servers';
import { ServiceProcess } from './service-process.ts';

/** The services of the demo, in the order in which data flows. */
export const serviceNames = [
  'user-service',
  'tweet-service',
  'follow-service',
  'like-service',
  'join-service',
  'user-info-http',
  'auditor',
] as const;
/** They, and the page for the stage, which starts join-service itself where that does not run. */
export type ServiceName = (typeof serviceNames)[number] | 'stage';

export interface DemoOptions {
  readonly workspace: string;
  /** Settings for all services, for example their rates. */
  readonly env?: Readonly<Record<string, string>>;
  /** The services to start; all but the page when left out. */
  readonly services?: readonly ServiceName[];
  /** How many instances a service has, where it is not one; each has a data directory of its own. */
  readonly instances?: Readonly<Partial<Record<ServiceName, number>>>;
}

/**
 * The demo on free ports and a data directory of its own. `close` ends the services and deletes the
 * directory; so does the exit of this process, should it come first.
 */
export class Demo {
  readonly dataDir: string;
  /** All instances of all services, in the order in which data flows. */
  readonly services: readonly ServiceProcess[];
  readonly #onExit = (): void => {
    for (const service of this.services) service.kill();
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 5 });
  };

  private constructor(dataDir: string, services: readonly ServiceProcess[]) {
    this.dataDir = dataDir;
    this.services = services;
    process.once('exit', this.#onExit);
  }

  /** The demo with no service started yet, to fill its log first for instance. */
  static async create(options: DemoOptions): Promise<Demo> {
    const { workspace, env, services: names = serviceNames, instances = {} } = options;
    const dataDir = await mkdtemp(join(tmpdir(), 'user-information-'));
    const wanted = names.flatMap((name) => {
      const count = instances[name] ?? 1;
      const folderOf = (i: number) => (count === 1 ? dataDir : join(dataDir, `${name}-${i}`));
      return Array.from({ length: count }, (_, i) => ({ name, folder: folderOf(i) }));
    });
    const ports = await freePorts(wanted.length);
    // What is not part of it is at port 9, where nobody answers.
    const urlOf = (name: ServiceName): string =>
      `http://127.0.0.1:${ports[wanted.findIndex((it) => it.name === name)] ?? 9}`;
    const watched = {
      USER_SERVICE_URL: urlOf('user-service'),
      TWEET_SERVICE_URL: urlOf('tweet-service'),
      FOLLOW_SERVICE_URL: urlOf('follow-service'),
      LIKE_SERVICE_URL: urlOf('like-service'),
      JOIN_SERVICE_URL: urlOf('join-service'),
      VIEW_URL: urlOf('user-info-http'),
      AUDITOR_URL: urlOf('auditor'),
      SERVING_DIR: join(dataDir, 'serving'),
    };
    const services = wanted.map(({ name, folder }, i) => {
      const own = { port: ports[i] as number, env: { ...watched, ...env, DATA_DIR: folder } };
      return new ServiceProcess({ name, workspace, ...own });
    });
    return new Demo(dataDir, services);
  }

  /** Starts the services all at once, as `npm start` does, and waits until all are ready. */
  static async start(options: DemoOptions): Promise<Demo> {
    const demo = await Demo.create(options);
    try {
      for (const service of demo.services) service.start();
      await Promise.all(demo.services.map((service) => service.ready()));
    } catch (error) {
      await demo.close();
      throw error;
    }
    return demo;
  }

  /** The only instance of a service, or the first of several. */
  service(name: ServiceName): ServiceProcess {
    const [service] = this.instances(name);
    if (service === undefined) throw new Error(`${name} is not part of this demo.`);
    return service;
  }

  instances(name: ServiceName): readonly ServiceProcess[] {
    return this.services.filter((service) => service.name === name);
  }

  async close(): Promise<void> {
    // In good order, for the page ends the join-service that it has started.
    await Promise.all(this.instances('stage').map((page) => page.stop()));
    await Promise.all(this.services.map((service) => service.stop('SIGKILL')));
    await rm(this.dataDir, { recursive: true, force: true });
    process.off('exit', this.#onExit);
  }
}
