import { deadLetterTopic } from '@user-information/event-log';
import { topicSpec } from '@user-information/schemas';
import type { Topic } from '@user-information/schemas';
import { topicSerde } from '@user-information/serde';
import { takeLead } from './take-lead.ts';
import { DeadLetters } from './dead-letters.ts';
import { EntityServiceMetrics } from './entity-service-metrics.ts';
import { EntityService } from './entity-service.ts';
import type { Memory } from './memory.ts';
import { Publisher } from './publisher.ts';
import { readBack } from './read-back.ts';
import type { ServiceContext } from './service-context.ts';

export interface EntityServiceOptions<V> {
  /** The changelog that the service owns. */
  readonly owns: Topic<V>;
  /** What the service knows of it, empty yet. */
  readonly memory: Memory<NoInfer<V>>;
}

/**
 * Opens a service that owns a changelog, and has it closed with the scope.
 *
 * It first takes the lead of its group: a second instance waits until the first is gone, or fails with
 * `GroupMemberExistsError` where the log allows one; then its transactional id, so that an instance that was believed
 * dead can write no more; and only then reads its changelog back: what is then in memory is all
 * there is. A failed transaction fails the scope.
 */
export async function openEntityService<V>(
  context: ServiceContext,
  { owns, memory }: EntityServiceOptions<V>,
): Promise<EntityService<V>> {
  const { service, log, registry, health, logger, partitions, scope } = context;
  const topic = owns.name;
  const component = health.component(topic);
  component.notReady('reading it back');
  await log.createTopics([topicSpec(owns, partitions), deadLetterTopic(service)]);
  await takeLead(context, topic);
  const transactor = await log.transactor(service);

  const serde = topicSerde(owns, registry);
  await serde.open();
  const startedMs = performance.now();
  const { recordCount, unusable } = await readBack({
    log,
    topic,
    serde,
    memory,
    signal: scope.signal,
  });
  const tookMs = Math.round(performance.now() - startedMs);
  logger.info(`knows ${memory.size.toLocaleString('en')} ${topic}, read back in ${tookMs} ms`);

  const metrics = new EntityServiceMetrics(context.metrics, topic, memory);
  const deadLetters = new DeadLetters(context, metrics);
  await deadLetters.watch(topic);
  const publisher = new Publisher({
    service,
    changelog: { topic, serde, memory },
    transactor,
    metrics,
    tracer: context.tracer,
    onFailure: (error) => scope.fail(error),
  });
  const parts = { context, publisher, deadLetters, metrics, recordCount };
  const opened = new EntityService<V>(parts);
  scope.onClose(() => opened.close());
  for (const { record, error } of unusable) {
    await deadLetters.once(record, error, (work) => publisher.submit(work));
  }
  component.ready('read back');
  return opened;
}
