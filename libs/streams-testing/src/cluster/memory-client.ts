import type {
  Batch,
  EventLog,
  GroupOptions,
  LogRecord,
  NewRecord,
  PartitionOffset,
  ReadOptions,
  TopicPartition,
  TopicSpec,
  Transaction,
  Transactor,
} from '@user-information/event-log';
import { FencedError } from '@user-information/event-log';
import type { MemoryCluster } from './memory-cluster.ts';
import { MemoryMember } from './memory-member.ts';

/** How many turns of the event loop a call takes at most, each way. */
const mostTurns = 3;

/**
 * One client of a cluster in memory. It can be cut off at any moment: what it calls is then never
 * answered, as for a process that was killed, or only once it is healed, as for one that was paused. A
 * call that is under way may have had its effect or not.
 */
export class MemoryClient implements EventLog {
  readonly #cluster: MemoryCluster;
  readonly #members = new Set<MemoryMember>();
  #healed: PromiseWithResolvers<undefined> | undefined;

  constructor(cluster: MemoryCluster) {
    this.#cluster = cluster;
  }

  /** From now on no call is answered. Its groups still count on it, until they forget it. */
  cut(): void {
    this.#healed ??= Promise.withResolvers();
  }

  /** The sessions of its members are over. */
  forget(): void {
    for (const member of this.#members) member.forget();
  }

  /** What waited since it was cut off goes on. */
  heal(): void {
    this.#healed?.resolve(undefined);
    this.#healed = undefined;
    for (const member of this.#members) member.noticeIfForgotten();
  }

  createTopics(specs: readonly TopicSpec[]): Promise<void> {
    return this.#call(() => this.#cluster.log.create(specs));
  }

  describeTopic(topic: string): Promise<TopicSpec> {
    return this.#call(() => this.#cluster.log.spec(topic));
  }

  append(records: readonly NewRecord[]): Promise<readonly PartitionOffset[]> {
    return this.#call(() => this.#cluster.log.append(records));
  }

  async *read(
    from: readonly PartitionOffset[],
    { signal, maxRecords = 1_000 }: ReadOptions = {},
  ): AsyncGenerator<Batch, void, undefined> {
    const aborted = Promise.withResolvers<undefined>();
    signal?.addEventListener('abort', () => aborted.resolve(undefined), { once: true });
    const { log } = this.#cluster;
    const at = from.map((place) => ({ ...place }));
    const isOver = (): boolean => signal?.aborted === true;
    while (!isOver()) {
      const { appended } = log;
      const records: LogRecord[] = [];
      const positions: PartitionOffset[] = [];
      await this.#call(() => {
        for (const place of at) {
          const found = log.slice(place, maxRecords - records.length);
          if (found.next === place.offset) continue;
          records.push(...found.records);
          place.offset = found.next;
          positions.push({ ...place });
        }
      });
      if (isOver()) return;
      if (positions.length > 0) yield { records, positions };
      else await Promise.race([appended, aborted.promise]);
    }
  }

  earliestOffsets(topic: string): Promise<readonly PartitionOffset[]> {
    return this.#call(() => this.#cluster.log.ends(topic).map((end) => ({ ...end, offset: 0 })));
  }

  endOffsets(topic: string): Promise<readonly PartitionOffset[]> {
    return this.#call(() => this.#cluster.log.ends(topic));
  }

  truncate(): Promise<void> {
    return this.#call(() => undefined);
  }

  async joinGroup(options: GroupOptions): Promise<MemoryMember> {
    const member = await this.#call(() => {
      const group = this.#cluster.group(options.group);
      const joined = new MemoryMember(group, options, async () => this.#reached());
      this.#members.add(joined);
      return joined;
    });
    await member.joined;
    return member;
  }

  async groupMembers(): Promise<readonly []> {
    return [];
  }

  committedOffsets(
    group: string,
    partitions: readonly TopicPartition[],
  ): Promise<readonly PartitionOffset[]> {
    return this.#call(() =>
      partitions.flatMap(({ topic, partition }) => {
        const offset = this.#cluster.log.committed(group, topic, partition);
        return offset === undefined ? [] : [{ topic, partition, offset }];
      }),
    );
  }

  commitOffsets(group: string, offsets: readonly PartitionOffset[]): Promise<void> {
    return this.#call(() => this.#cluster.log.commit(group, offsets));
  }

  transactor(transactionalId: string): Promise<Transactor> {
    const { owners, log } = this.#cluster;
    const owner = Symbol(transactionalId);
    const commit = ({ records, group, offsets = [] }: Transaction) => {
      if (owners.get(transactionalId) !== owner) throw new FencedError(transactionalId);
      if (group !== undefined) log.commit(group, offsets);
      return log.append(records);
    };
    return this.#call(() => {
      owners.set(transactionalId, owner);
      return {
        commit: (transaction) => this.#call(() => commit(transaction)),
        close: async () => undefined,
      };
    });
  }

  async close(): Promise<void> {
    for (const member of this.#members) await member.leave();
  }

  /** On its way to the cluster and back a call takes its time, and may be cut off. */
  async #call<T>(effect: () => T): Promise<T> {
    await this.#reached();
    const result = effect();
    await this.#reached();
    return result;
  }

  async #reached(): Promise<void> {
    const turns = Math.floor(this.#cluster.random() * (mostTurns + 1));
    for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
    while (this.#healed !== undefined) await this.#healed.promise;
  }
}
