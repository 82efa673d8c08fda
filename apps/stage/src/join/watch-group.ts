import type { EventLog, MemberDescription } from '@user-information/event-log';
import { partitionName } from '@user-information/event-log';
import type { InstanceView } from '../snapshot.ts';
import { again } from '../watch/again.ts';
import { isPassing } from '../watch/passing.ts';

const everyMs = 500;

export interface GroupLook {
  /** Offsets that are not committed, by topic, of each partition in order. */
  readonly lag: Readonly<Record<string, readonly number[]>>;
  readonly instances: readonly InstanceView[];
}

type Log = Pick<EventLog, 'endOffsets' | 'committedOffsets' | 'groupMembers'>;

/** Looks twice a second how far a consumer group is and who is in it, until `signal` aborts. */
export async function watchGroup(
  log: Log,
  group: string,
  topics: readonly string[],
  signal: AbortSignal,
  onLook: (look: GroupLook) => void,
): Promise<void> {
  await again(everyMs, signal, async () => {
    const lags = await Promise.all(
      topics.map(async (topic) => [topic, await lagOf(log, group, topic)] as const),
    );
    const members = await membersOf(log, group);
    if (signal.aborted) return;
    onLook({ lag: Object.fromEntries(lags), instances: members.map(instance) });
  });
}

function instance({ address, memberId, active, standby }: MemberDescription): InstanceView {
  const numbers = new Set(active.map(({ partition }) => partition));
  return { address: address ?? memberId, active: [...numbers].sort((a, b) => a - b), standby };
}

async function membersOf(log: Log, group: string): Promise<readonly MemberDescription[]> {
  try {
    return await log.groupMembers(group);
  } catch (error) {
    if (isPassing(error)) return [];
    throw error;
  }
}

/** Empty while it is not known. */
async function lagOf(log: Log, group: string, topic: string): Promise<number[]> {
  try {
    const ends = await log.endOffsets(topic);
    const committed = await log.committedOffsets(group, ends);
    const known = new Map(committed.map((at) => [partitionName(at), at.offset]));
    return ends.map((end) => Math.max(0, end.offset - (known.get(partitionName(end)) ?? 0)));
  } catch (error) {
    if (isPassing(error)) return [];
    throw error;
  }
}
