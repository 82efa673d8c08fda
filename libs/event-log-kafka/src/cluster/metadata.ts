import { UnknownTopicError } from '@user-information/event-log';
import type { BrokerAddress } from '../connection/broker-address.ts';
import { KafkaError } from '../requests/kafka-error.ts';
import type { ClusterDescription } from '../requests/metadata.ts';

const UNKNOWN_TOPIC_OR_PARTITION = 3;
const LEADER_NOT_AVAILABLE = 5;
/** A broker that has just started may not know of a topic yet. */
const KNOWN_TOPIC_MISSING_MS = 15_000;

interface KnownTopic {
  readonly leaders: readonly number[];
  /** Set while a broker says that it is not there. */
  readonly missingSinceMs?: number;
}

/** Who leads what, as the brokers said last. */
export class Metadata {
  readonly #ask: (topics: readonly string[]) => Promise<ClusterDescription>;
  readonly #topics = new Map<string, KnownTopic>();
  readonly #fresh = new Set<string>();
  readonly #asking = new Map<string, Promise<void>>();
  #brokers = new Map<number, BrokerAddress>();

  constructor(ask: (topics: readonly string[]) => Promise<ClusterDescription>) {
    this.#ask = ask;
  }

  get brokers(): readonly BrokerAddress[] {
    return [...this.#brokers.values()];
  }

  /** Who the brokers are is asked anew. */
  async refresh(): Promise<void> {
    this.#learnBrokers(await this.#ask([]));
  }

  /** The node that leads each partition; -1 while there is none. `UnknownTopicError` if there is no such topic. */
  async leaders(topic: string): Promise<readonly number[]> {
    if (!this.#fresh.has(topic)) {
      const asking = this.#asking.get(topic) ?? this.#learnTopic(topic);
      this.#asking.set(topic, asking);
      await asking.finally(() => this.#asking.delete(topic));
    }
    return this.#topics.get(topic)?.leaders ?? [];
  }

  /** Where the leader of a partition is, if that is known without asking. */
  knownLeader(topic: string, partition: number): BrokerAddress | undefined {
    const leaders = this.#fresh.has(topic) ? this.#topics.get(topic)?.leaders : undefined;
    return this.#brokers.get(leaders?.[partition] ?? -1);
  }

  /** Where the leader of a partition is; fails with an error that passes while it has none. */
  async leader(topic: string, partition: number): Promise<BrokerAddress> {
    const node = (await this.leaders(topic))[partition] ?? -1;
    const address = this.#brokers.get(node);
    if (address === undefined) {
      this.#fresh.delete(topic);
      throw new KafkaError(LEADER_NOT_AVAILABLE, `who leads ${topic}-${partition}`);
    }
    return address;
  }

  /** What is known may be out of date: the next question goes to the brokers. */
  doubt(): void {
    this.#fresh.clear();
  }

  async #learnTopic(topic: string): Promise<void> {
    const description = await this.#ask([topic]);
    this.#learnBrokers(description);
    const { errorCode, leaders } = description.topics[0] ?? { errorCode: -1, leaders: [] };
    if (errorCode === UNKNOWN_TOPIC_OR_PARTITION) {
      this.#missing(topic);
    }
    if (errorCode !== 0 && errorCode !== LEADER_NOT_AVAILABLE) {
      throw new KafkaError(errorCode, `for topic "${topic}"`);
    }
    this.#topics.set(topic, { leaders });
    this.#fresh.add(topic);
  }

  #missing(topic: string): never {
    const known = this.#topics.get(topic);
    const nowMs = performance.now();
    const sinceMs = known?.missingSinceMs ?? nowMs;
    if (known === undefined || nowMs - sinceMs > KNOWN_TOPIC_MISSING_MS) {
      this.#topics.delete(topic);
      throw new UnknownTopicError(topic);
    }
    this.#topics.set(topic, { leaders: known.leaders, missingSinceMs: sinceMs });
    throw new KafkaError(UNKNOWN_TOPIC_OR_PARTITION, `for topic "${topic}"`);
  }

  #learnBrokers({ brokers }: ClusterDescription): void {
    this.#brokers = new Map(brokers.map(({ nodeId, host, port }) => [nodeId, { host, port }]));
  }
}
