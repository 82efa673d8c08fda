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
  const numbers = new Map<string, number[]>(memberIds.map((id) => [id, []]));
  active.forEach((id, partition) => numbers.get(id)?.push(partition));
  const load = (id: string): number => numbers.get(id)?.length ?? 0;
  const warmUps: WarmUp[] = [];
  while (warmUps.length < most) {
    const [idlest, ...others] = [...memberIds].sort((a, b) => load(a) - load(b));
    const busiest = others.at(-1);
    if (idlest === undefined || busiest === undefined || load(busiest) - load(idlest) < 2) break;
    const moved = new Set(warmUps.map(({ partition }) => partition));
    const [partition] = (numbers.get(busiest) ?? [])
      .filter((one) => !moved.has(one))
      .sort((a, b) => lag(a, idlest) - lag(b, idlest));
    if (partition === undefined) break;
    warmUps.push({ partition, memberId: idlest });
    numbers.set(
      busiest,
      (numbers.get(busiest) ?? []).filter((one) => one !== partition),
    );
    numbers.get(idlest)?.push(partition);
  }
  return warmUps;
}
