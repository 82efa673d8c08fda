/** Who works on each partition number: the index is the number. */
export type Owners = readonly string[];

export interface BalanceOptions {
  readonly memberIds: readonly string[];
  /** The members that may have this number, the best one first. */
  readonly eligible: (partition: number) => readonly string[];
}

/**
 * Evens the load out with as few moves as that takes, and never gives a number to a member that is
 * not eligible for it.
 *
 * Numbers and members are the two sides of a graph; the load is as even as it can be once no path
 * of moves leads from a member to one that has two numbers fewer (Harvey, Ladner, Lovász, Tamir:
 * Semi-matchings for Bipartite Graphs and Load Balancing, WADS 2003).
 */
export function balance(owners: Owners, options: BalanceOptions): Owners {
  let current = owners;
  for (;;) {
    const path = reducingPath(current, options);
    if (path === undefined) return current;
    current = current.map((owner, partition) => path.get(partition) ?? owner);
  }
}

/** The shortest row of moves that takes one number from a member and leaves it with no fewer than the last taker. */
function reducingPath(
  owners: Owners,
  { memberIds, eligible }: BalanceOptions,
): Map<number, string> | undefined {
  const load = new Map(memberIds.map((id) => [id, 0]));
  for (const owner of owners) load.set(owner, (load.get(owner) ?? 0) + 1);
  const loadOf = (id: string): number => load.get(id) ?? 0;
  for (const start of [...memberIds].sort((a, b) => loadOf(b) - loadOf(a))) {
    const reached = new Map<string, { readonly partition: number; readonly from: string } | null>([
      [start, null],
    ]);
    for (const [member] of reached) {
      if (loadOf(start) - loadOf(member) >= 2) return pathTo(member, reached);
      for (const { partition, to } of movesFrom(member, owners, eligible)) {
        if (!reached.has(to)) reached.set(to, { partition, from: member });
      }
    }
  }
  return undefined;
}

/** Where the numbers of a member could go, the takers that suit them best first. */
function movesFrom(
  member: string,
  owners: Owners,
  eligible: BalanceOptions['eligible'],
): { readonly partition: number; readonly to: string }[] {
  return owners
    .flatMap((owner, partition) =>
      owner === member ? eligible(partition).map((to, rank) => ({ partition, to, rank })) : [],
    )
    .sort((a, b) => a.rank - b.rank || a.partition - b.partition);
}

function pathTo(
  end: string,
  reached: ReadonlyMap<string, { readonly partition: number; readonly from: string } | null>,
): Map<number, string> {
  const moves = new Map<number, string>();
  for (let to = end, step = reached.get(to); step != null; step = reached.get(to)) {
    moves.set(step.partition, to);
    to = step.from;
  }
  return moves;
}
