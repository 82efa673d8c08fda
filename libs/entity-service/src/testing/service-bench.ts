import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadLetterTopic, readAll } from '@user-information/event-log';
import type { EventLog, LogRecord } from '@user-information/event-log';
import { topicSpec } from '@user-information/schemas';
import type { Topic } from '@user-information/schemas';
import { topicReader, topicSerde } from '@user-information/serde';
import type { SchemaRegistry } from '@user-information/serde';
import type { ServiceContext } from '../service-context.ts';
import { testContext } from './test-context.ts';
import type { TestContext } from './test-context.ts';

/** Opens an adapter's log and registry in a folder. */
export type OpenLog = (directory: string) => Promise<{
  readonly log: EventLog;
  readonly registry: SchemaRegistry;
}>;

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** What a topic's record says. */
export interface Said<V> {
  readonly key: string;
  readonly value: V | null;
  readonly record: LogRecord;
}

/** A service under test, on a real log in a folder of its own, with what is around it. */
export class ServiceBench {
  readonly directory: string;
  readonly log: EventLog;
  readonly registry: SchemaRegistry;
  readonly #service: string;
  context: TestContext;
  #url = '';

  private constructor(
    service: string,
    directory: string,
    log: EventLog,
    registry: SchemaRegistry,
    context: TestContext,
  ) {
    this.#service = service;
    this.directory = directory;
    this.log = log;
    this.registry = registry;
    this.context = context;
  }

  static async open(service: string, openLog: OpenLog): Promise<ServiceBench> {
    const directory = await mkdtemp(join(tmpdir(), `${service}-`));
    const { log, registry } = await openLog(join(directory, 'log'));
    const context = await testContext(log, registry, service);
    return new ServiceBench(service, directory, log, registry, context);
  }

  /** Starts the service, or starts it again after `stop`. */
  async start(start: (context: ServiceContext) => Promise<void>): Promise<void> {
    const context = await this.newContext();
    await start(context);
    this.#url = context.server.url;
  }

  /** The context of the next start, if the last one was stopped or failed. */
  async newContext(): Promise<TestContext> {
    if (this.context.scope.signal.aborted) {
      this.context = await testContext(this.log, this.registry, this.#service);
    }
    return this.context;
  }

  async stop(): Promise<void> {
    await this.context.stop();
  }

  async close(): Promise<void> {
    await this.stop();
    await this.registry.close();
    await this.log.close();
    await rm(this.directory, { recursive: true });
  }

  /** Asks the service; an object is sent as JSON, a string as it is, but named JSON too. */
  async ask(method: string, path: string, body?: object | string): Promise<Answer> {
    const response = await fetch(this.#url + path, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  }

  /** Appends as another service would; bytes go as they are. */
  async publish<V>(topic: Topic<V>, key: string, value: V | Buffer | null): Promise<void> {
    await this.log.createTopics([topicSpec(topic, this.context.partitions)]);
    const serde = topicSerde(topic, this.registry);
    await serde.open();
    const isReady = (it: V | Buffer | null): it is Buffer | null =>
      it === null || Buffer.isBuffer(it);
    const bytes = isReady(value) ? value : serde.serialize(value);
    await this.log.append([{ topic: topic.name, key: Buffer.from(key), value: bytes }]);
  }

  /** All that is in a topic, in the order of each partition. */
  async said<V>(topic: Topic<V>): Promise<Said<V>[]> {
    const serde = topicReader(topic, this.registry);
    const all: Said<V>[] = [];
    for (const record of await readAll(this.log, topic.name)) {
      const value = record.value === null ? null : await serde.deserialize(record.value);
      all.push({ key: String(record.key), value: value === null ? null : { ...value }, record });
    }
    return all;
  }

  async deadLetters(): Promise<LogRecord[]> {
    return readAll(this.log, deadLetterTopic(this.#service).name);
  }
}
