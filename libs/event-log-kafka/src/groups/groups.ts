import type { GroupMember, GroupOptions, MemberDescription } from '@user-information/event-log';
import type { GroupCluster } from './group-cluster.ts';
import { GroupSeat } from './group-seat.ts';
import { decodeAssignment, decodeMember } from './member-format.ts';
import type { MemberInfo } from './member-format.ts';
import { Membership } from './membership.ts';

export interface GroupsOptions {
  /** A new connection to the log, for one seat. */
  readonly openCluster: () => GroupCluster;
  readonly partitionCounts: (topics: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  readonly sessionTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  /** Asks the coordinator of a group once, with what it takes to reach it. */
  readonly askCoordinator: GroupsAsk;
  /** See `MembershipOptions`: what goes wrong is told and waited for in one way for all of the log. */
  readonly onTrouble: (error: unknown) => Promise<void>;
  readonly onAnswer: () => void;
}

type GroupsAsk = <T>(
  group: string,
  ask: (coordinator: Awaited<ReturnType<GroupCluster['findGroupCoordinator']>>) => Promise<T>,
) => Promise<T>;

/** The seats that this client has in consumer groups, and what others see of a group. */
export class Groups {
  readonly #options: GroupsOptions;
  readonly #seats = new Set<GroupSeat>();

  constructor(options: GroupsOptions) {
    this.#options = options;
  }

  /** Resolves with the first assignment. The topics must exist. */
  async join(options: GroupOptions): Promise<GroupMember> {
    const cluster = this.#options.openCluster();
    const seat = new GroupSeat(
      ({ assigned, asking, confirmed }) =>
        new Membership({
          ...this.#options,
          cluster,
          group: options.group,
          info: (owned) => memberInfo(options, owned),
          onAssigned: assigned,
          onAsking: asking,
          onConfirmed: confirmed,
        }),
      async () => {
        this.#seats.delete(seat);
        await cluster.disconnect();
      },
    );
    this.#seats.add(seat);
    await seat.joined;
    return seat;
  }

  async members(group: string): Promise<readonly MemberDescription[]> {
    const { groups } = await this.#options.askCoordinator(group, (coordinator) =>
      coordinator.describeGroups({ groupIds: [group] }),
    );
    return groups.flatMap(({ members }) =>
      members.map(({ memberId, memberMetadata, memberAssignment }) => ({
        memberId,
        address: decodeMember(memberMetadata)?.address ?? null,
        ...decodeAssignment(memberAssignment),
      })),
    );
  }

  /** The committed offsets' partitions belong to nobody then; a second call does nothing more. */
  async close(): Promise<void> {
    await Promise.all([...this.#seats].map((seat) => seat.leave()));
  }
}

async function memberInfo(options: GroupOptions, owned: readonly number[]): Promise<MemberInfo> {
  const { topics, address = null, sharing = 'shared', standbyReplicas = 0, copies } = options;
  const known = (await copies?.()) ?? null;
  return { topics, address, sharing, standbyReplicas, owned, copies: known };
}
