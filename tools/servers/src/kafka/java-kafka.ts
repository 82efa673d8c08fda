import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServersError } from '../errors.ts';
import { isPortFree } from '../process/free-ports.ts';
import { OwnedProcess } from '../process/owned-process.ts';
import { BrokerFolder, isKafkaRunning } from './broker-folder.ts';
import { formatStorage } from './format-storage.ts';
import { jvmOptions } from './jvm-options.ts';
import { kafkaJars } from './kafka-jars.ts';
import type { Kafka, KafkaOptions } from './kafka.ts';
import type { ListenerPlan } from './plan-listeners.ts';
import { planListeners } from './plan-listeners.ts';
import { propertiesText, serverProperties } from './server-properties.ts';
import { waitUntilKafkaAnswers } from './wait-until-kafka-answers.ts';
import { whyNotStarted } from './why-not-started.ts';

const startLimitMs = 120_000;
const host = '127.0.0.1';

export interface JavaKafkaOptions extends KafkaOptions {
  /** Keeps the data, also after the end of this process; a temporary folder has them otherwise. */
  readonly folder?: string | undefined;
}

/** A broker that runs on the Java of this machine, from the jars that its makers publish. */
export class JavaKafka implements Kafka {
  readonly brokers: string;
  readonly listeners: Readonly<Record<string, string>>;
  readonly #folder: BrokerFolder;
  readonly #command: readonly [string, ...string[]];
  #server: OwnedProcess | undefined;

  private constructor(
    folder: BrokerFolder,
    plan: ListenerPlan,
    command: readonly [string, ...string[]],
  ) {
    this.#folder = folder;
    this.#command = command;
    this.brokers = `${host}:${plan.main.port}`;
    const addresses = Object.entries(plan.named).map(
      ([name, { port }]) => [name, `${host}:${port}`] as const,
    );
    this.listeners = Object.fromEntries(addresses);
  }

  /** Starts a broker with that `java`; it takes Maven to fetch the jars if they are not in the cache. */
  static async start(java: string, options: JavaKafkaOptions = {}): Promise<JavaKafka> {
    if (options.folder !== undefined) refuseUsed(options.folder);
    if (options.port !== undefined) await refuseTaken(options.port);
    const classPath = join(await kafkaJars(), '*');
    const folder = new BrokerFolder(options.folder);
    const jvm = jvmOptions(options);
    const command = [java, ...jvm, '-cp', classPath, 'kafka.Kafka', folder.properties] as const;
    const startOnce = async (): Promise<JavaKafka> => {
      const plan = await planListeners(options);
      const ours = { dataFolder: folder.data, plan, host, bindAddress: host };
      const properties = serverProperties({ ...ours, more: options.properties });
      writeFileSync(folder.properties, propertiesText(properties));
      const { scramUsers } = options;
      if (!folder.isFormatted) {
        await formatStorage({ java, classPath, propertiesFile: folder.properties, scramUsers });
      }
      const kafka = new JavaKafka(folder, plan, command);
      await kafka.start();
      return kafka;
    };
    try {
      return await startOnce().catch((error: unknown) => {
        // Somebody else took a port that was free a moment ago.
        if (error instanceof ServersError && error.code === 'PORT_TAKEN') return startOnce();
        throw error;
      });
    } catch (error) {
      folder.removeIfTemporary();
      throw error;
    }
  }

  /** Of the broker that was started last; resolved with its exit code. */
  get ended(): Promise<number> | undefined {
    return this.#server?.ended;
  }

  /** Of the broker that was started last. */
  get pid(): number | undefined {
    return this.#server?.pid;
  }

  /** The folder with its data, its server.properties and what it prints. */
  get folder(): string {
    return this.#folder.path;
  }

  async start(): Promise<void> {
    if (this.#server?.hasEnded === false) return;
    const { path, log, isTemporary } = this.#folder;
    const printedBefore = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    const server = await OwnedProcess.start({
      command: this.#command,
      folder: path,
      logFile: log,
      removeIfOrphaned: isTemporary ? path : undefined,
    });
    this.#server = server;
    this.#folder.note(server.pid);
    const deadlineMs = Date.now() + startLimitMs;
    const mayWait = (): boolean => !server.hasEnded && Date.now() < deadlineMs;
    if (await waitUntilKafkaAnswers(this.brokers, mayWait)) return;
    await server.kill();
    throw whyNotStarted(readFileSync(log).subarray(printedBefore).toString());
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  async kill(): Promise<void> {
    await this.#server?.kill();
  }

  async remove(): Promise<void> {
    await this.stop();
    this.#folder.removeIfTemporary();
  }
}

function refuseUsed(folder: string): void {
  if (!isKafkaRunning(folder)) return;
  throw new ServersError('IN_USE', `Kafka runs on the data in ${folder} already: stop it first.`);
}

async function refuseTaken(port: number): Promise<void> {
  if (await isPortFree(port)) return;
  const advice = 'stop the program that listens there, or choose another port';
  throw new ServersError('PORT_TAKEN', `Port ${port} for Kafka is taken: ${advice}.`);
}
