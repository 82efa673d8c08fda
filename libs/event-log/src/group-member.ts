import type { TopicPartition } from './topic-partition.ts';

export interface GroupOptions {
  readonly group: string;
  /** The topics whose partitions the members share. */
  readonly topics: readonly string[];
  /** `host:port` where others reach this member over HTTP; told to all by `groupMembers`. */
  readonly address?: string;
}

/** A seat in a consumer group, held until `leave` or the death of the process. */
export interface GroupMember {
  readonly memberId: string;
  /**
   * Each assignment in turn, the first included; ends when the member leaves. Asking for the next
   * one says that partitions which the last one took away are no longer worked on.
   */
  assignments(): AsyncIterable<readonly TopicPartition[]>;
  leave(): Promise<void>;
}

/** A member as others see it. */
export interface MemberDescription {
  readonly memberId: string;
  readonly address: string | null;
  readonly partitions: readonly TopicPartition[];
}
