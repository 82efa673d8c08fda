import type { CopyLag } from '../group-member.ts';

/** What a member tells of itself when a group is assigned anew. */
export interface MemberState {
  readonly memberId: string;
  /** The partition numbers that it worked on until now. */
  readonly owned: readonly number[];
  /** Null: it keeps no state, so any number suits it. A number left out: it has no copy. */
  readonly copies: readonly CopyLag[] | null;
}

/** What a member gets. */
export interface MemberAssignment {
  readonly active: readonly number[];
  readonly standby: readonly number[];
}
