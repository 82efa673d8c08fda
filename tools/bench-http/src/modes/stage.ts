import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, ServiceProcess } from '@user-information/harness';
import type { ServiceName } from '@user-information/harness';
import { startKafka, startRegistry } from '@user-information/servers';
import type { Context } from '../context.ts';
import type { LogEnvironment, WritableLog } from '../updates/open-log.ts';
import { openWritableLog } from '../updates/open-log.ts';

/** Settings of one instance of a service. */
type InstanceEnvironment = Readonly<Record<string, string>>;

/** A log, and what a mode starts on it; all of it ends with `close`, or with this process. */
export class Stage {
  readonly workspace: string;
  readonly #closing = new AsyncDisposableStack();
  readonly #services: ServiceProcess[] = [];
  #logEnvironment: LogEnvironment = {};
  #writable: WritableLog | undefined;

  private constructor(workspace: string) {
    this.workspace = workspace;
  }

  /** On the embedded log, or on a broker of its own. */
  static async open({ settings, workspace }: Context, needsKafka: boolean): Promise<Stage> {
    const stage = new Stage(workspace);
    try {
      const folder = await stage.#makeFolder();
      stage.#logEnvironment = {
        DATA_DIR: folder,
        LOG_DURABILITY: settings.durability,
        ...(needsKafka ? await stage.#startKafka() : {}),
      };
      stage.#writable = await openWritableLog(stage.#logEnvironment);
      stage.onClose(() => stage.writable.close());
    } catch (error) {
      await stage.close();
      throw error;
    }
    return stage;
  }

  /** What services are told of the log. */
  get logEnvironment(): LogEnvironment {
    return this.#logEnvironment;
  }

  get writable(): WritableLog {
    if (this.#writable === undefined) throw new Error('The log of this stage is not open.');
    return this.#writable;
  }

  /** Adds a step to do at the end, the last added first. */
  onClose(step: () => Promise<unknown>): void {
    this.#closing.defer(async () => {
      await step();
    });
  }

  /** Starts an instance for each of the settings, on free ports, and waits until all are ready. */
  async startServices(
    name: ServiceName,
    environments: readonly InstanceEnvironment[],
  ): Promise<ServiceProcess[]> {
    const { workspace } = this;
    const ports = await freePorts(environments.length);
    const services = environments.map((own, i) => {
      const STATE_DIR = join(String(this.#logEnvironment['DATA_DIR']), `${name}-${ports[i]}`);
      const env = { ...this.#logEnvironment, STATE_DIR, ...own };
      return new ServiceProcess({ name, workspace, port: ports[i] ?? 0, env });
    });
    for (const service of services) {
      this.#services.push(service);
      this.onClose(() => service.stop('SIGKILL'));
      service.start();
    }
    await Promise.all(services.map((service) => service.ready(120_000)));
    return services;
  }

  /** The same with one instance. */
  async startService(name: ServiceName, own: InstanceEnvironment = {}): Promise<ServiceProcess> {
    const [service] = await this.startServices(name, [own]);
    return service as ServiceProcess;
  }

  async close(): Promise<void> {
    await this.#closing.disposeAsync();
  }

  async #makeFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'bench-http-'));
    const onExit = (): void => {
      for (const service of this.#services) service.kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    };
    process.once('exit', onExit);
    this.onClose(async () => {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      process.off('exit', onExit);
    });
    return folder;
  }

  async #startKafka(): Promise<LogEnvironment> {
    const kafka = await startKafka({ optimized: true });
    this.onClose(() => kafka.remove());
    const registry = await startRegistry();
    this.onClose(() => registry.remove());
    return {
      EVENT_LOG: 'kafka',
      KAFKA_BROKERS: kafka.brokers,
      SCHEMA_REGISTRY_URL: registry.url,
    };
  }
}
