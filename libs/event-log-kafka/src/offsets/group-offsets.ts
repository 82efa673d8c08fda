import type { PartitionOffset, TopicPartition } from '@user-information/event-log';
import { checkName, checkOffset, EventLogError } from '@user-information/event-log';
import type { Cluster } from '../cluster/cluster.ts';
import { commitOffsetsRequest, fetchOffsetsRequest } from '../requests/group-offsets.ts';
import { errorType } from '../requests/kafka-error.ts';
import type { TopicCatalog } from '../topics/topic-catalog.ts';
import { checkPartition } from '../topics/topic.ts';

/** The committed offsets of consumer groups. */
export class GroupOffsets {
  readonly #cluster: Cluster;
  readonly #catalog: TopicCatalog;

  constructor(cluster: Cluster, catalog: TopicCatalog) {
    this.#cluster = cluster;
    this.#catalog = catalog;
  }

  async commit(group: string, offsets: readonly PartitionOffset[]): Promise<void> {
    checkName('group', group);
    offsets.forEach(({ offset }) => checkOffset(offset));
    await this.#checkPartitions(offsets);
    if (offsets.length === 0) {
      return;
    }
    const cluster = this.#cluster;
    await cluster.persist({ group }, async () => {
      const coordinator = await cluster.coordinator('group', group);
      await coordinator.ask(commitOffsetsRequest(group, offsets)).catch((error: unknown) => {
        throw errorType(error) === 'UNKNOWN_MEMBER_ID' ? hasMembers(group, error) : error;
      });
    });
  }

  async committed(
    group: string,
    partitions: readonly TopicPartition[],
  ): Promise<readonly PartitionOffset[]> {
    checkName('group', group);
    await this.#checkPartitions(partitions);
    if (partitions.length === 0) {
      return [];
    }
    const cluster = this.#cluster;
    return cluster.persist({ group }, async () => {
      const coordinator = await cluster.coordinator('group', group);
      return coordinator.ask(fetchOffsetsRequest(group, partitions));
    });
  }

  async #checkPartitions(partitions: readonly TopicPartition[]): Promise<void> {
    for (const { topic, partition } of partitions) {
      checkPartition(await this.#catalog.get(topic), partition);
    }
  }
}

function hasMembers(group: string, cause: unknown): EventLogError {
  return new EventLogError(
    'INVALID_ARGUMENT',
    `Offsets of group "${group}" can't be committed from outside while it has members: ` +
      'commit them with a transactor, or stop the members.',
    { cause },
  );
}
