import { deadLetterTopic } from '@user-information/event-log';
import type { Topic } from '@user-information/schemas';
import { topicSerde } from '@user-information/serde';
import type { Remember } from './change.ts';

import { DeadLetters } from './dead-letters.ts';
import { EntityServiceMetrics } from './entity-service-metrics.ts';
import { EntityService } from './entity-service.ts';
import { Publisher } from './publisher.ts';
import { readBack } from './read-back.ts';
import type { ServiceContext } from './service-context.ts';
import { Table } from './table.ts';
import { topicSpec } from './topic-spec.ts';

export interface EntityServiceOptions<V, M> {
  /** The changelog that the service owns. */
  readonly owns: Topic<V>;
  /** What decisions need of its records; the less, the more fit in memory. */
  readonly remember: Remember<V, M>;
}

/**
 * Opens a service that owns a changelog, and has it closed with the scope.
 *
 * It first takes the seat of its group, where the log allows one, so that a second instance fails
 * with `GroupMemberExistsError`; then its transactional id, so that an instance that was believed
 * dead can write no more; and only then reads its changelog back: what it then has in memory is all
 * there is. A failed transaction fails the scope.
 */
export async function openEntityService<V, M>(
  context: ServiceContext,
  { owns, remember }: EntityServiceOptions<V, M>,
): Promise<EntityService<V, M>> {
  const { service, log, registry, health, logger, partitions, scope } = context;
  const component = health.component(owns.name);
  component.notReady('reading it back');
  await log.createTopics([topicSpec(owns, partitions), deadLetterTopic(service)]);
  const member = await log.joinGroup({ group: service, topics: [owns.name] });
  scope.onClose(() => member.leave());
  const transactor = await log.transactor(service);

  const serde = topicSerde(owns, registry);
  await serde.open();
  const metrics = new EntityServiceMetrics(context.metrics);
  const deadLetters = new DeadLetters(context, metrics);
  await deadLetters.watch(owns.name);
  const table = new Table<M>();
  metrics.table(owns.name, table);
  const startedMs = performance.now();
  const topic = owns.name;
  const unusable = await readBack({ log, topic, serde, remember, table, signal: scope.signal });
  const tookMs = Math.round(performance.now() - startedMs);
  logger.info(`knows ${table.size.toLocaleString('en')} ${topic}, read back in ${tookMs} ms`);

  const publisher = new Publisher({
    service,
    changelog: { topic, serde, table, remember },
    transactor,
    metrics,
    onFailure: (error) => scope.fail(error),
  });
  const opened = new EntityService({
    context,
    entities: table,
    member,
    publisher,
    deadLetters,
    metrics,
  });
  scope.onClose(() => opened.close());
  for (const { record, error } of unusable) {
    await deadLetters.once(record, error, (work) => publisher.submit(work));
  }
  component.ready('read back');
  return opened;
}
