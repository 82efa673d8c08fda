import type { Assignment, TopicPartition } from '@user-information/event-log';
import { assignPartitions } from '@user-information/event-log';
import type { MemberInfo } from './member-format.ts';

/** The leader's part: what each member of the group gets. `partitions` are those of each topic. */
export function assignGroup(
  members: ReadonlyMap<string, MemberInfo>,
  partitions: ReadonlyMap<string, number>,
): ReadonlyMap<string, Assignment> {
  const infos = [...members.values()];
  const states = [...members].map(([memberId, { owned, copies }]) => ({ memberId, owned, copies }));
  const assigned = assignPartitions(states, {
    partitions: Math.max(0, ...partitions.values()),
    sharing: infos.some(({ sharing }) => sharing === 'exclusive') ? 'exclusive' : 'shared',
    standbyReplicas: Math.max(0, ...infos.map(({ standbyReplicas }) => standbyReplicas)),
  });
  return new Map(
    [...members].map(([memberId, { topics }]) => {
      const { active = [], standby = [] } = assigned.get(memberId) ?? {};
      return [memberId, { active: ofTopics(active, topics, partitions), standby }];
    }),
  );
}

/** A number of each topic that the member reads and that has so many partitions. */
function ofTopics(
  numbers: readonly number[],
  topics: readonly string[],
  partitions: ReadonlyMap<string, number>,
): TopicPartition[] {
  return topics.flatMap((topic) =>
    numbers
      .filter((partition) => partition < (partitions.get(topic) ?? 0))
      .map((partition) => ({ topic, partition })),
  );
}
