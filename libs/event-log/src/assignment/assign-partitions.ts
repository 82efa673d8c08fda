import { balance } from './balance.ts';
import type { Owners } from './balance.ts';
import type { MemberAssignment, MemberState } from './member-state.ts';
import { assignStandbys } from './assign-standbys.ts';
import { warmUpsFor } from './warm-ups.ts';

export interface AssignOptions {
  /** How many partition numbers there are: those of the topic that has the most. */
  readonly partitions: number;
  readonly sharing: 'shared' | 'exclusive';
  readonly standbyReplicas: number;
}

/** A copy that is so many records behind, or fewer, is restored in a moment: Kafka Streams' figure. */
const acceptableLag = 10_000;
/** Copies that are made only to move a number there later, at a time in the whole group. */
const maxWarmUps = 2;

/**
 * Says which member works on which partition numbers and who keeps warm copies, from what the
 * members tell; every member must have one id. It is Kafka Streams' idea of a highly available
 * assignment (KIP-441):
 *
 * 1. A number goes to a member whose copy of its state is nearly complete, if there is one;
 * 2. among those the load is even, and numbers stay where they are unless that makes it uneven;
 * 3. where a complete copy stands in the way of an even load, the member that should have the
 *    number is given a standby of it, and takes over at the assignment that it then asks for.
 */
export function assignPartitions(
  members: readonly MemberState[],
  options: AssignOptions,
): ReadonlyMap<string, MemberAssignment> {
  const sorted = [...members].sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
  const memberIds = sorted.map(({ memberId }) => memberId);
  if (memberIds.length === 0) return new Map();
  const numbers = Array.from({ length: options.partitions }, (_, partition) => partition);
  if (options.sharing === 'exclusive') return exclusive(sorted, numbers);

  const ranked = numbers.map((partition) => rank(sorted, partition));
  const ready = ranked.map((all) => {
    const complete = all.filter(({ lag }) => lag <= acceptableLag);
    return complete.length > 0 ? complete : all;
  });
  const active = balance(initialOwners(memberIds, ready), {
    memberIds,
    eligible: (partition) => ids(ready[partition]),
  });
  const lag = (partition: number, id: string): number =>
    ranked[partition]?.find(({ memberId }) => memberId === id)?.lag ?? Number.MAX_SAFE_INTEGER;
  const warmUps = warmUpsFor({ memberIds, active, lag, most: maxWarmUps });
  const standby = assignStandbys({
    memberIds,
    active,
    ranked: ranked.map(ids),
    warmUps,
    replicas: options.standbyReplicas,
  });
  return new Map(
    memberIds.map((id) => [
      id,
      { active: numbers.filter((p) => active[p] === id), standby: standby.get(id) ?? [] },
    ]),
  );
}

/** The one that has everything keeps it; else the one that has most. */
function exclusive(
  members: readonly MemberState[],
  numbers: readonly number[],
): ReadonlyMap<string, MemberAssignment> {
  const [holder] = [...members].sort((a, b) => b.owned.length - a.owned.length);
  return new Map(
    members.map((member) => [
      member.memberId,
      { active: member === holder ? numbers : [], standby: [] },
    ]),
  );
}

interface Candidate {
  readonly memberId: string;
  readonly isOwner: boolean;
  readonly lag: number;
}

/** All members: its owner first, then the one with the most complete copy of this number. */
function rank(members: readonly MemberState[], partition: number): readonly Candidate[] {
  return members
    .map(({ memberId, copies, owned }) => {
      const known = copies?.find((copy) => copy.partition === partition)?.recordsBehind;
      const lag = copies === null ? 0 : (known ?? Number.MAX_SAFE_INTEGER);
      return { memberId, lag, isOwner: owned.includes(partition) };
    })
    .sort((a, b) => Number(b.isOwner) - Number(a.isOwner) || a.lag - b.lag);
}

function ids(candidates: readonly Candidate[] = []): readonly string[] {
  return candidates.map(({ memberId }) => memberId);
}

/** Numbers stay where they are if they may; the others go where most of their state is. */
function initialOwners(
  memberIds: readonly string[],
  ready: readonly (readonly Candidate[])[],
): Owners {
  const load = new Map(memberIds.map((id) => [id, 0]));
  const loadOf = ({ memberId }: Candidate): number => load.get(memberId) ?? 0;
  return ready.map((candidates) => {
    const [best] = [...candidates].sort(
      (a, b) => Number(b.isOwner) - Number(a.isOwner) || a.lag - b.lag || loadOf(a) - loadOf(b),
    ) as [Candidate];
    load.set(best.memberId, loadOf(best) + 1);
    return best.memberId;
  });
}
