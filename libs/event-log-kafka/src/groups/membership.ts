import type { Assignment } from '@user-information/event-log';
import { assignGroup } from './assign-group.ts';
import type { GroupCluster, GroupCoordinator, JoinedGroup } from './group-cluster.ts';
import { reactionTo } from './group-error.ts';
import { decodeAssignment, decodeMember, encodeAssignment, encodeMember } from './member-format.ts';
import type { MemberInfo } from './member-format.ts';
import { Interruption } from './interruption.ts';

/** The name of the way in which members agree on who gets what: all must know it. */
const protocolName = 'co-partitioned';

export interface MembershipOptions {
  readonly cluster: GroupCluster;
  readonly group: string;
  /** What the member tells of itself at each assignment; `owned` is what it had last. */
  readonly info: (owned: readonly number[]) => Promise<MemberInfo>;
  /** How many partitions each of these topics has. */
  readonly partitionCounts: (topics: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** The group forgets a member that it has not heard of for so long. */
  readonly sessionTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  readonly onAssigned: (assignment: Assignment) => void;
  /** A heartbeat goes out now. */
  readonly onAsking: () => void;
  /** The group answers it: the member's seat and assignment hold. */
  readonly onConfirmed: () => void;
  /** Told of what keeps it from its coordinator; resolves when it is time to try again. */
  readonly onTrouble: (error: unknown) => Promise<void>;
  /** Told when the coordinator answers. */
  readonly onAnswer: () => void;
}

interface Seat {
  readonly coordinator: GroupCoordinator;
  readonly memberId: string;
  readonly generationId: number;
}

/**
 * A member of a consumer group by Kafka's classic group protocol: joins, has the leader assign (and
 * is the leader if the group says so), then sends heartbeats until the group is assigned anew.
 * https://kafka.apache.org/protocol and "Kafka Client-side Assignment Proposal".
 */
export class Membership {
  readonly #options: MembershipOptions;
  readonly #wake = new Interruption();
  #memberId = '';
  #owned: readonly number[] = [];
  #seat: Seat | undefined;
  #isStopping = false;
  #wantsReassignment = false;

  constructor(options: MembershipOptions) {
    this.#options = options;
  }

  get memberId(): string {
    return this.#memberId;
  }

  /** Runs until `stop`, leaves the group then; rejects when the group can't be a member's of ours. */
  async run(): Promise<void> {
    while (!this.#isStopping) {
      try {
        this.#seat = await this.#join();
        await this.#keep(this.#seat);
      } catch (error) {
        await this.#react(error);
      }
    }
    await this.#leave();
  }

  stop(): void {
    this.#isStopping = true;
    this.#wake.now();
  }

  /** Asks for a new assignment of the group. */
  reassign(): void {
    this.#wantsReassignment = true;
    this.#wake.now();
  }

  /** Has a heartbeat sent at once, so that `onConfirmed` or a new assignment comes soon. */
  ask(): void {
    this.#wake.now();
  }

  async #join(): Promise<Seat> {
    const { cluster, group: groupId, sessionTimeoutMs } = this.#options;
    this.#wantsReassignment = false;
    const info = await this.#options.info(this.#owned);
    await cluster.connect();
    const coordinator = await cluster.findGroupCoordinator({ groupId });
    const joined = await coordinator.joinGroup({
      groupId,
      memberId: this.#memberId,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: sessionTimeoutMs,
      groupProtocols: [{ name: protocolName, metadata: encodeMember(info) }],
    });
    const { memberId, generationId } = joined;
    this.#memberId = memberId;
    const { memberAssignment } = await coordinator.syncGroup({
      groupId,
      generationId,
      memberId,
      groupAssignment: joined.leaderId === memberId ? await this.#assign(joined) : [],
    });
    const assignment = decodeAssignment(memberAssignment);
    this.#owned = [...new Set(assignment.active.map(({ partition }) => partition))];
    this.#options.onAnswer();
    this.#options.onAssigned(assignment);
    return { coordinator, memberId, generationId };
  }

  async #assign({ members }: JoinedGroup) {
    const known = new Map(
      members.flatMap(({ memberId, memberMetadata }) => {
        const info = decodeMember(memberMetadata);
        return info === null ? [] : [[memberId, info] as const];
      }),
    );
    const topics = new Set([...known.values()].flatMap((info) => info.topics));
    const assignments = assignGroup(known, await this.#options.partitionCounts([...topics]));
    return [...assignments].map(([memberId, assignment]) => ({
      memberId,
      memberAssignment: encodeAssignment(assignment),
    }));
  }

  /** Heartbeats, until there is a reason to join again. */
  async #keep({ coordinator, memberId, generationId }: Seat): Promise<void> {
    const { group: groupId, heartbeatIntervalMs } = this.#options;
    for (;;) {
      await this.#wake.sleep(heartbeatIntervalMs);
      if (this.#isStopping || this.#wantsReassignment) return;
      this.#options.onAsking();
      await coordinator.heartbeat({ groupId, memberId, groupGenerationId: generationId });
      this.#options.onAnswer();
      this.#options.onConfirmed();
    }
  }

  async #react(error: unknown): Promise<void> {
    const reaction = reactionTo(error, this.#options.group);
    switch (reaction.kind) {
      case 'join-as':
        this.#memberId = reaction.memberId;
        return;
      case 'join-as-new':
        // What it worked on may be another's now: it must not claim it.
        this.#memberId = '';
        this.#owned = [];
        return;
      case 'join-again':
        return;
      case 'wait':
        if (!this.#isStopping) await this.#options.onTrouble(error);
        return;
      case 'give-up':
        throw reaction.error;
    }
  }

  async #leave(): Promise<void> {
    const seat = this.#seat;
    if (seat === undefined) return;
    const { group: groupId } = this.#options;
    // The group finds out by itself if it can't be told.
    await seat.coordinator.leaveGroup({ groupId, memberId: this.#memberId }).catch(() => undefined);
  }
}
