import type { GroupWatch } from '@user-information/event-log';

export interface CopiesOptions {
  readonly group: Pick<GroupWatch, 'copiesOf' | 'look' | 'lookAgain' | 'members'>;
  /** For how long a copy that failed is asked last. */
  readonly avoidedMs: number;
}

/** Who is asked for a partition, in what order: it follows what the group tells, and who failed just now. */
export class Copies {
  readonly #options: CopiesOptions;
  /** Until when an address is avoided for a partition. */
  readonly #avoided = new Map<string, number>();

  constructor(options: CopiesOptions) {
    this.#options = options;
  }

  /**
   * Addresses that have a partition, the one to ask first in front: its owner, unless it just failed, then
   * warm copies, then who had it lately.
   */
  async of(partition: number): Promise<readonly string[]> {
    const { group } = this.#options;
    const looked = group.look();
    // The first time, there is nothing to go on with.
    if (group.members.length === 0) await looked;
    return this.#known(partition);
  }

  /** A copy gave no answer: it is asked last for a while, and the group is asked anew. */
  failed(partition: number, address: string): void {
    const { avoidedMs, group } = this.#options;
    const nowMs = performance.now();
    for (const [copy, untilMs] of this.#avoided) {
      if (untilMs <= nowMs) this.#avoided.delete(copy);
    }
    this.#avoided.set(`${partition} ${address}`, nowMs + avoidedMs);
    void group.look({ isWrong: true });
  }

  answered(partition: number, address: string): void {
    this.#avoided.delete(`${partition} ${address}`);
  }

  /** Another address for a partition than one that gave no answer; waits for what the group says now. */
  async other(partition: number, address: string): Promise<string | undefined> {
    const isOther = (one: string): boolean => one !== address;
    const known = this.#known(partition).find(isOther);
    if (known !== undefined) return known;
    await this.#options.group.lookAgain();
    return this.#known(partition).find(isOther);
  }

  #known(partition: number): readonly string[] {
    const all = this.#options.group.copiesOf(partition);
    const nowMs = performance.now();
    const isAvoided = (address: string): boolean =>
      (this.#avoided.get(`${partition} ${address}`) ?? 0) > nowMs;
    return [...all.filter((one) => !isAvoided(one)), ...all.filter(isAvoided)];
  }
}
