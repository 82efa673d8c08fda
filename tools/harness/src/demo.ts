import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-ports.ts';
import { ServiceProcess } from './service-process.ts';

/** The six services of the demo, in the order in which data flows. */
export const serviceNames = [
  'user-service',
  'tweet-service',
  'follow-service',
  'like-service',
  'join-service',
  'user-info-http',
] as const;
export type ServiceName = (typeof serviceNames)[number];

export interface DemoOptions {
  readonly workspace: string;
  /** Settings for all services, for example their rates. */
  readonly env?: Readonly<Record<string, string>>;
  /** The services to start; all six when left out. */
  readonly services?: readonly ServiceName[];
}

/**
 * The demo on free ports and a data directory of its own. `close` ends the services and deletes the
 * directory; so does the exit of this process, should it come first.
 */
export class Demo {
  readonly dataDir: string;
  readonly #services: ReadonlyMap<ServiceName, ServiceProcess>;
  readonly #onExit = (): void => {
    for (const service of this.#services.values()) service.kill();
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 5 });
  };

  private constructor(dataDir: string, services: ReadonlyMap<ServiceName, ServiceProcess>) {
    this.dataDir = dataDir;
    this.#services = services;
    process.once('exit', this.#onExit);
  }

  /** The demo with no service started yet, to fill its log first for instance. */
  static async create(options: DemoOptions): Promise<Demo> {
    const dataDir = await mkdtemp(join(tmpdir(), 'user-information-'));
    const names = options.services ?? serviceNames;
    const ports = await freePorts(names.length);
    const services = names.map((name, i) => {
      const env = { ...options.env, DATA_DIR: dataDir };
      const process = new ServiceProcess({
        name,
        workspace: options.workspace,
        port: ports[i] as number,
        env,
      });
      return [name, process] as const;
    });
    return new Demo(dataDir, new Map(services));
  }

  /** Starts the services all at once, as `npm start` does, and waits until all are ready. */
  static async start(options: DemoOptions): Promise<Demo> {
    const demo = await Demo.create(options);
    const services = [...demo.#services.values()];
    try {
      for (const service of services) service.start();
      await Promise.all(services.map((service) => service.ready()));
    } catch (error) {
      await demo.close();
      throw error;
    }
    return demo;
  }

  service(name: ServiceName): ServiceProcess {
    const service = this.#services.get(name);
    if (service === undefined) throw new Error(`${name} is not part of this demo.`);
    return service;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#services.values()].map((service) => service.stop('SIGKILL')));
    await rm(this.dataDir, { recursive: true, force: true });
    process.off('exit', this.#onExit);
  }
}
