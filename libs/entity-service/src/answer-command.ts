import type { AppendedRecord } from '@user-information/event-log';
import type { Change } from './change.ts';
import type { EntityService } from './entity-service.ts';

/** What a command brought about, and where the log keeps it. */
export type CommandAnswer<I extends object, V> = I &
  Partial<V> & { readonly record: AppendedRecord };

/**
 * Has a command decided in its turn, and answers once its record is durable: the ids that it is
 * about, what is now so (nothing after a tombstone), and the record's topic, partition and offset.
 */
export async function answerCommand<V extends object, I extends object>(
  service: Pick<EntityService<V>, 'decide'>,
  ids: I,
  decide: () => Change<V>,
): Promise<CommandAnswer<I, V>> {
  let change: Change<V> | undefined;
  const [record] = await service.decide(() => [(change = decide())]);
  return { ...ids, ...change?.value, record } as CommandAnswer<I, V>;
}
