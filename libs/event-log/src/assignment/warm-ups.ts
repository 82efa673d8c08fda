export interface WarmUp {
  readonly partition: number;
  readonly memberId: string;
}

export interface WarmUpOptions {
  readonly memberIds: readonly string[];
  /** Who works on each number. */
  readonly active: readonly string[];
  /** How many records a member's copy of a number is behind. */
  readonly lag: (partition: number, memberId: string) => number;
  /** How many there may be. */
  readonly most: number;
}

/**
 * The copies that are to be made so that the load can be evened out later: each of a number of the busiest
 * member, for the idlest one, where most of its state is already. Each of them, once complete, makes the
 * load more even by itself; so it ends.
 */
export function warmUpsFor({ active, lag, memberIds, most }: WarmUpOptions): WarmUp[] {
  const numbersOf = (id: string): number[] =>
    active.flatMap((owner, partition) => (owner === id ? partition : []));
  const members = memberIds.map((memberId) => ({ memberId, numbers: numbersOf(memberId) }));
  const warmUps: WarmUp[] = [];
  while (warmUps.length < most) {
    const [idlest, ...others] = members.sort((a, b) => a.numbers.length - b.numbers.length);
    const busiest = others.at(-1);
    if (idlest === undefined || busiest === undefined) break;
    if (busiest.numbers.length - idlest.numbers.length < 2) break;
    const { memberId } = idlest;
    const [partition, ...rest] = busiest.numbers.sort(
      (a, b) => lag(a, memberId) - lag(b, memberId),
    );
    if (partition === undefined) break;
    warmUps.push({ partition, memberId });
    busiest.numbers = rest;
    idlest.numbers.push(partition);
  }
  return warmUps;
}
