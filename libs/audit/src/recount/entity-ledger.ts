/** The owners of one entity, in the order of the counts. */
type Owners = readonly string[];

/** A change of one count of one key, by 1. */
export interface CountChange {
  readonly count: number;
  readonly key: string;
  readonly partition: number;
  readonly by: 1 | -1;
}

/** The entities of one topic that live, and whom each counts for. */
export class EntityLedger {
  readonly #owners: Map<string, Owners>[] = [];

  get size(): number {
    return this.#owners.reduce((sum, { size }) => sum + size, 0);
  }

  /** Takes an entity's new owners, null for its end, and tells what that changes. */
  set(partition: number, key: string, owners: Owners | null): readonly CountChange[] {
    const live = (this.#owners[partition] ??= new Map());
    const before = live.get(key) ?? [];
    if (owners === null) live.delete(key);
    else live.set(key, owners);
    const change = (by: 1 | -1) => (owner: string, count: number) => ({
      count,
      key: owner,
      partition,
      by,
    });
    const isMoved = ({ count }: CountChange) => before[count] !== owners?.[count];
    return [...before.map(change(-1)), ...(owners ?? []).map(change(1))].filter(isMoved);
  }
}
