import type { WarmUp } from './warm-ups.ts';

export interface StandbyOptions {
  readonly memberIds: readonly string[];
  /** Who works on each number. */
  readonly active: readonly string[];
  /** For each number all members, the one with the most complete copy first. */
  readonly ranked: readonly (readonly string[])[];
  /** Copies that are wanted in any case, so that their numbers can move there. */
  readonly warmUps: readonly WarmUp[];
  /** Copies of each number besides the active one. */
  readonly replicas: number;
}

/**
 * Gives each number its standbys, never beside its active copy: to the members whose copies are most
 * complete, as long as none of them has more than its share. Where all of those have theirs, one passes
 * a copy of another number on to a member that has less (an augmenting path, as Kuhn's algorithm for
 * bipartite matching looks for). Only what no exchange makes room for goes beyond somebody's share.
 */
export function assignStandbys(options: StandbyOptions): ReadonlyMap<string, readonly number[]> {
  const { memberIds, warmUps } = options;
  const replicas = Math.min(options.replicas, memberIds.length - 1);
  const standbys = new Standbys(options, replicas);
  for (const { partition, memberId } of warmUps) standbys.give(memberId, partition);
  for (const partition of options.active.keys()) {
    while (standbys.copiesOf(partition) < replicas) standbys.place(partition);
  }
  return standbys.byMember;
}

class Standbys {
  readonly byMember: ReadonlyMap<string, number[]>;
  readonly #options: StandbyOptions;
  readonly #share: number;

  constructor(options: StandbyOptions, replicas: number) {
    const { active, memberIds } = options;
    this.byMember = new Map(memberIds.map((id) => [id, []]));
    this.#options = options;
    this.#share = Math.ceil((active.length * replicas) / memberIds.length);
  }

  give(id: string, partition: number): void {
    this.#of(id).push(partition);
  }

  copiesOf(partition: number): number {
    return [...this.byMember.values()].filter((numbers) => numbers.includes(partition)).length;
  }

  /** Gives somebody a copy of this number. */
  place(partition: number): void {
    if (this.#placeWithinShares(partition, new Set())) return;
    const [idlest] = this.#candidates(partition).sort(
      (a, b) => this.#of(a).length - this.#of(b).length,
    );
    if (idlest !== undefined) this.give(idlest, partition);
  }

  /** `asked` are the members that have been asked to pass a copy on, each once. */
  #placeWithinShares(partition: number, asked: Set<string>): boolean {
    const candidates = this.#candidates(partition).filter((id) => !asked.has(id));
    const free = candidates.find((id) => this.#of(id).length < this.#share);
    if (free !== undefined) {
      this.give(free, partition);
      return true;
    }
    return candidates.some((id) => !asked.has(id) && this.#exchange(id, partition, asked));
  }

  /** Has a member take this number in place of one that another can take. */
  #exchange(id: string, partition: number, asked: Set<string>): boolean {
    asked.add(id);
    const numbers = this.#of(id);
    const at = numbers.findIndex(
      (other) => !this.#isWarmUp(id, other) && this.#placeWithinShares(other, asked),
    );
    if (at === -1) return false;
    numbers[at] = partition;
    return true;
  }

  /** Who may have a copy of this number and has none, the most complete copy first. */
  #candidates(partition: number): string[] {
    const { active, ranked } = this.#options;
    const all = ranked[partition] ?? [];
    return all.filter((id) => id !== active[partition] && !this.#of(id).includes(partition));
  }

  #isWarmUp(id: string, number: number): boolean {
    const { warmUps } = this.#options;
    return warmUps.some(({ memberId, partition }) => memberId === id && partition === number);
  }

  #of(id: string): number[] {
    return this.byMember.get(id) as number[];
  }
}
