import { topicSpec } from '@user-information/schemas';
import type { Topic } from '@user-information/schemas';
import { topicReader } from '@user-information/serde';
import type { Change } from './change.ts';
import { consume } from './consume.ts';
import type { DecideRecord } from './consume.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { EntityServiceMetrics, Totals } from './entity-service-metrics.ts';
import type { Publisher } from './publisher.ts';
import type { ServiceContext } from './service-context.ts';
import { TopicFollower } from './topic-follower.ts';
import type { FollowedTopic } from './topic-follower.ts';
import type { Decision, Published } from './work.ts';

export interface EntityServiceParts<V> {
  readonly context: ServiceContext;
  readonly publisher: Publisher<V>;
  readonly deadLetters: DeadLetters;
  readonly metrics: EntityServiceMetrics;
  readonly recordCount: number;
}

/**
 * A service that owns a changelog: it alone writes to it, and decides what to write against all that
 * it wrote before. Opened by `openEntityService`.
 */
export class EntityService<V> {
  readonly #parts: EntityServiceParts<V>;
  readonly #closing = new AbortController();
  readonly #background: Promise<void>[] = [];

  constructor(parts: EntityServiceParts<V>) {
    this.#parts = parts;
  }

  /** How many records its changelog ever had, before this start of the process. */
  get recordCount(): number {
    return this.#parts.recordCount;
  }

  /** What it did since the start of the process. */
  get totals(): Totals {
    return this.#parts.metrics.totals;
  }

  /**
   * Publishes what `decision` says, in its turn: it runs when all decisions before it are in memory,
   * and no other runs until its own are. Resolves when the records are durable, with where they
   * landed; rejects with what the decision threw, and then nothing is published.
   */
  decide(decision: Decision<V>): Promise<Published> {
    return this.#parts.publisher.submit({ decide: decision });
  }

  /**
   * Takes in another service's changelog: all that is there before this resolves, then what comes.
   * A record that cannot be decoded, or on which `take` throws, goes to the dead-letter topic.
   * Pick the fields that are needed: `follow(pick(topics.tweets, ['userId']), …)`.
   */
  async follow<F>(topic: Topic<F>, take: (change: Change<F>) => void): Promise<FollowedTopic> {
    const { context, deadLetters, publisher } = this.#parts;
    const { service, log, registry, health, partitions, scope } = context;
    const component = health.component(topic.name);
    component.notReady('reading it back');
    await log.createTopics([topicSpec(topic, partitions)]);
    await deadLetters.watch(topic.name);
    const follower = new TopicFollower({
      service,
      log,
      topic: topic.name,
      serde: topicReader(topic, registry),
      take,
      onUnusable: (record, error) =>
        deadLetters.once(record, error, (work) => publisher.submit(work)),
      signal: this.#closing.signal,
    });
    const running = follower.run();
    await Promise.race([running, follower.catchUp()]);
    scope.signal.throwIfAborted();
    this.#inBackground(running);
    component.ready('read back, and followed');
    return follower;
  }

  /**
   * Decides on each record of a topic, once: from where the service's group left off, with the
   * consumed offsets in the transactions of what was decided. Changes have the time of their record
   * unless they say another. A record that cannot be used goes to the dead-letter topic. A topic is
   * either consumed or followed, not both.
   */
  async consume<I>(topic: Topic<I>, decide: DecideRecord<I, V>): Promise<void> {
    const { context, deadLetters, publisher } = this.#parts;
    const { service, log, registry, partitions, tracer } = context;
    await log.createTopics([topicSpec(topic, partitions)]);
    this.#inBackground(
      consume({
        log,
        group: service,
        topic: topic.name,
        serde: topicReader(topic, registry),
        decide,
        submit: (work) => publisher.submit(work),
        deadLetter: (record, error) => deadLetters.letter(record, error),
        tracer,
        signal: this.#closing.signal,
      }),
    );
  }

  /** Stops reading, and finishes what waits to be published. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#background);
    await this.#parts.publisher.close();
  }

  #inBackground(work: Promise<void>): void {
    this.#background.push(
      work.catch((error: unknown) => {
        const { scope } = this.#parts.context;
        // Once one thing failed or closed, the others that end are its consequences.
        if (!this.#closing.signal.aborted && !scope.signal.aborted) scope.fail(error);
      }),
    );
  }
}
