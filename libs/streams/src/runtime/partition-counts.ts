import type { EventLog } from '@user-information/event-log';
import { nodeTitle } from '../dsl/join-node.ts';
import { StreamsError } from '../errors.ts';
import { copartitioned, sourceTopics } from '../topology/internal-topics.ts';
import type { Topology } from '../topology/topology.ts';

/**
 * The number of partitions of each topic that the topology reads or writes, checked: what is joined
 * by key must lie on the same partition numbers. Fails with NOT_COPARTITIONED, saying what to change.
 */
export async function partitionCounts(
  log: Pick<EventLog, 'describeTopic'>,
  topology: Topology,
  internal: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const outputs = topology.joins.flatMap((join) =>
    join.table === undefined ? [] : [join.out.name],
  );
  const names = new Set(
    [...sourceTopics(topology), ...outputs].filter((name) => !internal.has(name)),
  );
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (await log.describeTopic(name)).partitions);
  for (const join of topology.joins) {
    const topics = copartitioned(join);
    if (new Set(topics.map((name) => counts.get(name))).size > 1) {
      const list = topics.map((name) => `"${name}" has ${counts.get(name)}`).join(', ');
      throw new StreamsError(
        'NOT_COPARTITIONED',
        `The ${nodeTitle(join)} needs the same number of partitions in each of its topics, but ${list}. ` +
          'Create them anew with one number, or re-key the stream with selectKey.',
      );
    }
  }
  return counts;
}
