import type { TopicPartition } from './topic-partition.ts';

export interface GroupOptions {
  readonly group: string;
  /**
   * The topics that the members share. They share partition **numbers**: whoever has number 2 has
   * partition 2 of every topic, so that what is joined by key meets in one place.
   */
  readonly topics: readonly string[];
  /** `host:port` where others reach this member over HTTP; told to all by `groupMembers`. */
  readonly address?: string;
  /**
   * `shared`, which is the default: the members divide the numbers among them. `exclusive`: one
   * member has them all, and the others wait in case it goes.
   */
  readonly sharing?: 'shared' | 'exclusive';
  /** How many members keep a warm copy of each number besides the one that works on it; 0. */
  readonly standbyReplicas?: number;
  /**
   * How many records behind this member's copy of each number is, asked whenever the members are
   * assigned anew. A number goes to a member whose copy is nearly complete if there is one. Left out
   * for members that keep no state: then only balance and stickiness count.
   */
  readonly copies?: () => Promise<readonly CopyLag[]>;
}

/** How far a member's copy of a partition number's state is behind. */
export interface CopyLag {
  readonly partition: number;
  /** Records to be restored before it can be worked on. */
  readonly recordsBehind: number;
}

/** What a member is to do, until the next assignment. */
export interface Assignment {
  /** Partitions to work on: no other member does. */
  readonly active: readonly TopicPartition[];
  /** Partition numbers to keep a warm copy of. */
  readonly standby: readonly number[];
}

/** A seat in a consumer group, held until `leave` or the death of the process. */
export interface GroupMember {
  /** Changes when the group forgot this member, for having been away, and took it in again. */
  readonly memberId: string;
  /**
   * Each assignment in turn, the first included; ends when the member leaves. Partitions that stay
   * are worked on throughout: what another member does meanwhile, `Transactor` fences.
   */
  assignments(): AsyncIterable<Assignment>;
  /** Asks for a new assignment of the group, since a copy has become warm. */
  reassign(): void;
  /**
   * Resolves once the log has said, after this call, that the seat is held and its last assignment
   * holds; if it does not, the next assignment comes first. For a member that was fenced and wants
   * to know whether it may go on.
   */
  confirm(): Promise<void>;
  leave(): Promise<void>;
}

/** A member as others see it. */
export interface MemberDescription {
  readonly memberId: string;
  readonly address: string | null;
  readonly active: readonly TopicPartition[];
  readonly standby: readonly number[];
}
