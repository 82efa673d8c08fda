import { freePorts, ServiceProcess } from '@user-information/harness';
import { topics } from '@user-information/schemas';
import type { Contender, Instance, Restored } from './contender.ts';
import { restoredAccordingTo } from './restored-according-to.ts';

const name = 'join-service';
const readyPollMs = 5;
const readyLimitMs = 120_000;

export interface JoinServiceOptions {
  readonly workspace: string;
  readonly partitions: number;
  readonly brokers: string;
  readonly registryUrl: string;
}

/**
 * join-service as its users run it, exactly once as it always is, but for what its peers don't do: to
 * tell of each row which events it had last.
 */
export function joinService(options: JoinServiceOptions): Contender {
  const { workspace, partitions, brokers, registryUrl } = options;
  const env = {
    EVENT_LOG: 'kafka',
    KAFKA_BROKERS: brokers,
    SCHEMA_REGISTRY_URL: registryUrl,
    PARTITIONS: String(partitions),
    TELL_LAST_EVENTS: 'false',
  };
  return {
    name,
    application: name,
    isExactlyOnce: true,
    outputTopic: topics.userInformation.name,
    repartitionTopics: ['join-service-user-information-repartition'],
    instance: async (folder) => {
      const [port = 0] = await freePorts(1);
      return new JoinServiceInstance(
        new ServiceProcess({ name, workspace, port, env: { ...env, DATA_DIR: folder } }),
      );
    },
  };
}

class JoinServiceInstance implements Instance {
  readonly #service: ServiceProcess;
  readonly #onExit = (): void => this.#service.kill();
  #printedBefore = 0;

  constructor(service: ServiceProcess) {
    this.#service = service;
  }

  get pid(): number {
    return this.#service.pid;
  }

  get restored(): Restored {
    return restoredAccordingTo(this.#service.output.slice(this.#printedBefore));
  }

  start(): void {
    this.#printedBefore = this.#service.output.length;
    this.#service.start();
    process.once('exit', this.#onExit);
  }

  ready(): Promise<void> {
    return this.#service.ready(readyLimitMs, readyPollMs);
  }

  async stop(signal?: NodeJS.Signals): Promise<void> {
    await this.#service.stop(signal);
    process.off('exit', this.#onExit);
  }
}
