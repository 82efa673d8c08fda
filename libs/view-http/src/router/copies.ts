import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog, MemberDescription } from '@user-information/event-log';
import type { Logger } from '@user-information/observability';

/** Of those that had a partition lately. */
const keptAddresses = 4;

export interface CopiesOptions {
  readonly log: Pick<EventLog, 'groupMembers'>;
  readonly group: string;
  /** How often the group is asked who has what. */
  readonly everyMs: number;
  /** The same once a copy was not where the group said. */
  readonly everyMsWhenWrong: number;
  /** For how long a copy that failed is asked last. */
  readonly avoidedMs: number;
  readonly logger: Logger;
}

/** Who has copies of the partitions, as the members of a group tell each other; it follows moves. */
export class Copies {
  readonly #options: CopiesOptions;
  #members: readonly MemberDescription[] = [];
  /** Who had a partition lately, the last first: while the group shares them anew, it tells nothing. */
  readonly #lately = new Map<number, readonly string[]>();
  /** Until when an address is avoided for a partition. */
  readonly #avoided = new Map<string, number>();
  #lookedMs = -Infinity;
  #looking: Promise<void> | undefined;
  #hasFailed = false;

  constructor(options: CopiesOptions) {
    this.#options = options;
  }

  /**
   * Addresses that have a partition, the one to ask first in front: its owner, unless it just failed, then
   * warm copies, then who had it lately.
   */
  async of(partition: number): Promise<readonly string[]> {
    const looked = this.#look(this.#options.everyMs);
    // The first time, there is nothing to go on with.
    if (this.#members.length === 0) await looked;
    return this.#known(partition);
  }

  /** A copy gave no answer: it is asked last for a while, and the group is asked anew. */
  failed(partition: number, address: string): void {
    this.#avoided.set(`${partition} ${address}`, performance.now() + this.#options.avoidedMs);
    void this.#look(this.#options.everyMsWhenWrong);
  }

  answered(partition: number, address: string): void {
    this.#avoided.delete(`${partition} ${address}`);
  }

  /** Another address for a partition than one that gave no answer; waits for what the group says now. */
  async other(partition: number, address: string): Promise<string | undefined> {
    const isOther = (one: string): boolean => one !== address;
    const known = this.#known(partition).find(isOther);
    if (known !== undefined) return known;
    const waitMs = this.#lookedMs + this.#options.everyMsWhenWrong - performance.now();
    if (waitMs > 0) await sleep(waitMs, undefined, { ref: false });
    await this.#look(this.#options.everyMsWhenWrong);
    return this.#known(partition).find(isOther);
  }

  #known(partition: number): readonly string[] {
    const all = [...new Set([...this.#holders(partition), ...(this.#lately.get(partition) ?? [])])];
    const nowMs = performance.now();
    const isAvoided = (address: string): boolean =>
      (this.#avoided.get(`${partition} ${address}`) ?? 0) > nowMs;
    return [...all.filter((one) => !isAvoided(one)), ...all.filter(isAvoided)];
  }

  /** As the group says: who works on a partition, then who has a warm copy. */
  #holders(partition: number): readonly string[] {
    return [
      ...this.#having((member) => member.active.some((at) => at.partition === partition)),
      ...this.#having((member) => member.standby.includes(partition)),
    ];
  }

  #having(isIt: (member: MemberDescription) => boolean): string[] {
    return this.#members.filter(isIt).flatMap(({ address }) => address ?? []);
  }

  /** One look at a time, however many want to know; what was known holds while the group can't be asked. */
  async #look(everyMs: number): Promise<void> {
    if (this.#looking === undefined && performance.now() - this.#lookedMs < everyMs) return;
    this.#looking ??= this.#ask().finally(() => (this.#looking = undefined));
    await this.#looking;
  }

  async #ask(): Promise<void> {
    const { group, log, logger } = this.#options;
    this.#lookedMs = performance.now();
    try {
      this.#members = await log.groupMembers(group);
      this.#hasFailed = false;
    } catch (error) {
      if (!this.#hasFailed) logger.warn({ err: error }, `Cannot ask who is in group "${group}"`);
      this.#hasFailed = true;
    }
    const partitions = this.#members.flatMap(({ active, standby }) => [
      ...active.map(({ partition }) => partition),
      ...standby,
    ]);
    for (const partition of new Set(partitions)) {
      const had = this.#lately.get(partition) ?? [];
      const all = new Set([...this.#holders(partition), ...had]);
      this.#lately.set(partition, [...all].slice(0, keptAddresses));
    }
  }
}
