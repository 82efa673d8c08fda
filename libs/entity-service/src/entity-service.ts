import type { GroupMember } from '@user-information/event-log';
import type { Topic } from '@user-information/schemas';
import { topicReader } from '@user-information/serde';
import type { Remember } from './change.ts';
import { consume } from './consume.ts';
import type { DecideRecord } from './consume.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { EntityServiceMetrics, Totals } from './entity-service-metrics.ts';
import { TableFollower } from './table-follower.ts';
import type { FollowedTable } from './table-follower.ts';
import type { Publisher } from './publisher.ts';
import type { ServiceContext } from './service-context.ts';
import type { ReadonlyTable } from './table.ts';
import { topicSpec } from './topic-spec.ts';
import type { Decision, Published } from './work.ts';

export interface EntityServiceParts<V, M> {
  readonly context: ServiceContext;
  readonly entities: ReadonlyTable<M>;
  readonly member: GroupMember;
  readonly publisher: Publisher<V, M>;
  readonly deadLetters: DeadLetters;
  readonly metrics: EntityServiceMetrics;
}

/**
 * A service that owns a changelog: it alone writes to it, and decides what to write against all that
 * it wrote before. Opened by `openEntityService`.
 */
export class EntityService<V, M> {
  /** What the service keeps in memory of its changelog. */
  readonly entities: ReadonlyTable<M>;
  readonly #parts: EntityServiceParts<V, M>;
  readonly #closing = new AbortController();
  readonly #background: Promise<void>[] = [];

  constructor(parts: EntityServiceParts<V, M>) {
    this.entities = parts.entities;
    this.#parts = parts;
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
   * The table of another service's changelog: read back from its start before this resolves, then
   * followed. Pick the fields that are needed: `follow(pick(topics.users, ['userId']), keysOnly)`.
   */
  async follow<F, T>(topic: Topic<F>, remember: Remember<F, T>): Promise<FollowedTable<T>> {
    const { context, deadLetters, metrics, publisher } = this.#parts;
    const { service, log, registry, health, partitions } = context;
    const component = health.component(topic.name);
    component.notReady('reading it back');
    await log.createTopics([topicSpec(topic, partitions)]);
    await deadLetters.watch(topic.name);
    const table = new TableFollower({
      service,
      log,
      topic: topic.name,
      serde: topicReader(topic, registry),
      remember,
      onUnusable: (record, error) =>
        deadLetters.once(record, error, (work) => publisher.submit(work)),
      signal: this.#closing.signal,
    });
    metrics.table(topic.name, table);
    this.#inBackground(table.run());
    await table.catchUp();
    component.ready('read back, and followed');
    return table;
  }

  /**
   * Decides on each record of a topic, once: from where the service's group left off, with the
   * consumed offsets in the transactions of what was decided. A record that cannot be used goes to
   * the dead-letter topic.
   */
  async consume<I>(topic: Topic<I>, decide: DecideRecord<I, V>): Promise<void> {
    const { context, deadLetters, publisher } = this.#parts;
    const { service, log, registry, partitions } = context;
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
        signal: this.#closing.signal,
      }),
    );
  }

  /** Finishes what waits to be published, and gives up its seat. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#background);
    await this.#parts.publisher.close();
    await this.#parts.member.leave();
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
