import type { TopicSpec } from '@user-information/event-log';
import { TopicConflictError } from '@user-information/event-log';
import type { Cluster } from '../cluster/cluster.ts';
import { describeConfigsRequest } from '../requests/describe-configs.ts';
import type { Topic } from './topic.ts';
import { configNames, difference, kindOf, maxBatchBytes } from './topic-configs.ts';

/** The topics that this client has met. */
export class TopicCatalog {
  readonly #cluster: Cluster;
  readonly #topics = new Map<string, Topic>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** What is known of a topic without asking. */
  known(topic: string): Topic | undefined {
    return this.#topics.get(topic);
  }

  /** Fails with `UnknownTopicError` for a topic that nobody created. */
  async get(topic: string): Promise<Topic> {
    return this.#topics.get(topic) ?? this.#learn(topic);
  }

  /** What is known then of these topics can be had from `known`. */
  async meet(topics: Iterable<string>): Promise<void> {
    const unknown = [...new Set(topics)].filter((topic) => !this.#topics.has(topic));
    if (unknown.length > 0) await Promise.all(unknown.map((topic) => this.#learn(topic)));
  }

  /**
   * Takes an existing topic for what it is wanted as, where it can be that; else it is a
   * `TopicConflictError`.
   */
  async claim(wanted: TopicSpec): Promise<void> {
    const { partitions, configs } = await this.#describe(wanted.name);
    if (partitions !== wanted.partitions) {
      const differs = `it has partitions ${partitions}, not ${wanted.partitions}`;
      throw new TopicConflictError(wanted.name, differs);
    }
    const differs = difference(configs, wanted);
    if (differs !== undefined) {
      throw new TopicConflictError(wanted.name, differs);
    }
    this.#topics.set(wanted.name, { spec: wanted, maxBatchBytes: maxBatchBytes(configs) });
  }

  async #learn(name: string): Promise<Topic> {
    const { partitions, configs } = await this.#describe(name);
    const topic = {
      spec: { name, partitions, ...kindOf(configs) },
      maxBatchBytes: maxBatchBytes(configs),
    };
    this.#topics.set(name, topic);
    return topic;
  }

  #describe(topic: string) {
    return this.#cluster.persist({ topic }, async () => {
      const { length: partitions } = await this.#cluster.metadata.leaders(topic);
      const broker = await this.#cluster.any();
      const configs = await broker.ask(describeConfigsRequest(topic, configNames));
      return { partitions, configs };
    });
  }
}
