export interface StandbyOptions {
  readonly memberIds: readonly string[];
  /** Who works on each number. */
  readonly active: readonly string[];
  /** For each number all members, the one with the most complete copy first. */
  readonly ranked: readonly (readonly string[])[];
  /** Copies that are wanted in any case, so that their numbers can move there. */
  readonly warmUps: readonly { readonly partition: number; readonly memberId: string }[];
  /** Copies of each number besides the active one. */
  readonly replicas: number;
}

/**
 * Gives each number its standbys, never beside its active copy: to the members whose copies are most
 * complete, as long as none of them has more than its share.
 */
export function assignStandbys(options: StandbyOptions): ReadonlyMap<string, readonly number[]> {
  const { memberIds, active, ranked, warmUps } = options;
  const replicas = Math.min(options.replicas, memberIds.length - 1);
  const share = Math.ceil((active.length * replicas) / memberIds.length);
  const standby = new Map<string, number[]>(memberIds.map((id) => [id, []]));
  const has = (id: string, partition: number) => standby.get(id)?.includes(partition) ?? false;
  const give = (id: string, partition: number) => standby.get(id)?.push(partition);
  for (const { partition, memberId } of warmUps) give(memberId, partition);

  active.forEach((owner, partition) => {
    const candidates = (ranked[partition] ?? []).filter((id) => id !== owner);
    const isFree = (id: string) => (standby.get(id)?.length ?? 0) < share;
    const inOrder = [...candidates.filter(isFree), ...candidates.filter((id) => !isFree(id))];
    let missing = replicas - candidates.filter((id) => has(id, partition)).length;
    for (const id of inOrder) {
      if (missing <= 0) break;
      if (has(id, partition)) continue;
      give(id, partition);
      missing -= 1;
    }
  });
  return standby;
}
