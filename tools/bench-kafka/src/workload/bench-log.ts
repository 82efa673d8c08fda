import type { Writers } from '@user-information/bench';
import { fill, openWriters } from '@user-information/bench';
import type { EventLog, NewRecord, PartitionOffset } from '@user-information/event-log';
import { openKafkaEventLog } from '@user-information/event-log-kafka';
import type { Logger } from '@user-information/observability';
import { createLogger } from '@user-information/observability';
import { openHttpSchemaRegistry } from '@user-information/schema-registry-http';
import { subjectOf, topics } from '@user-information/schemas';
import type { Contender } from '../contenders/contender.ts';
import type { Addresses } from './addresses.ts';
import { TopicAdmin } from './topic-admin.ts';

const inputs = [topics.users, topics.tweets, topics.follows, topics.likes].map(({ name }) => name);
/** At a time: each time may be a transaction. */
const chunkSize = 10_000;

/** The topics of a benchmark, on a broker that is the benchmark's alone. */
export class BenchLog {
  readonly addresses: Addresses;
  readonly writers: Writers;
  readonly partitions: number;
  /** Of the view's values. */
  readonly viewSchemaId: number;
  readonly #admin: TopicAdmin;
  readonly #logger: Logger;
  #log: EventLog;

  private constructor(
    addresses: Addresses,
    opened: {
      log: EventLog;
      logger: Logger;
      partitions: number;
      writers: Writers;
      viewSchemaId: number;
    },
  ) {
    this.addresses = addresses;
    this.writers = opened.writers;
    this.partitions = opened.partitions;
    this.viewSchemaId = opened.viewSchemaId;
    this.#admin = new TopicAdmin(addresses.brokers);
    this.#logger = opened.logger;
    this.#log = opened.log;
  }

  static async open(addresses: Addresses, partitions: number): Promise<BenchLog> {
    const logger = createLogger({ name: 'bench', level: 'warn', format: 'auto' });
    const log = await openLog(addresses, logger);
    const registry = await openHttpSchemaRegistry({ url: addresses.registryUrl, logger });
    const writers = await openWriters(log, registry, partitions);
    const view = await registry.latest(subjectOf(topics.userInformation));
    if (view === undefined) throw new Error('The registry has forgotten the schema of the view.');
    await registry.close();
    return new BenchLog(addresses, { log, logger, partitions, writers, viewSchemaId: view.id });
  }

  /** Another one after topics were renewed. */
  get log(): EventLog {
    return this.#log;
  }

  /** Appends them all; tells how many they were. */
  fill(records: Iterable<NewRecord>): Promise<number> {
    return fill(this.log, records, chunkSize);
  }

  /** Empties the topics that contenders read. */
  async renewInputs(): Promise<void> {
    await this.#admin.remove((name) => inputs.includes(name));
    await this.#recreate(inputs);
  }

  /** As if the contender had never run: no internal topic, no committed offset, no output. */
  async forget({ application, outputTopic }: Contender): Promise<void> {
    await this.#admin.removeGroup(application);
    await this.#admin.remove((name) => name === outputTopic || name.startsWith(`${application}-`));
    await this.#recreate([outputTopic]);
  }

  /** Where each partition ends, with records of transactions that are still open. */
  highWatermarks(topic: string): Promise<PartitionOffset[]> {
    return this.#admin.highWatermarks(topic);
  }

  async close(): Promise<void> {
    await this.#log.close();
  }

  async #recreate(names: readonly string[]): Promise<void> {
    // A client that has known a topic looks for it for a while before it believes that it is gone.
    await this.#log.close();
    this.#log = await openLog(this.addresses, this.#logger);
    const { partitions } = this;
    const specs = names.map((name) => ({ name, kind: 'changelog' as const, partitions }));
    await this.#log.createTopics(specs);
  }
}

function openLog({ brokers }: Addresses, logger: Logger): Promise<EventLog> {
  return openKafkaEventLog({ brokers: [brokers], clientId: 'bench', logger });
}
