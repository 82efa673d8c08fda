import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from './event-log.ts';
import type { MemberDescription } from './group-member.ts';

/** So many of those that had a partition lately are remembered. */
const keptAddresses = 4;

export interface GroupWatchOptions {
  readonly log: Pick<EventLog, 'groupMembers'>;
  readonly group: string;
  /** How often the group is asked at most. */
  readonly everyMs: number;
  /** The same when what it told was found to be wrong, and after it could not be asked. */
  readonly everyMsWhenWrong: number;
  /** How long it is waited for; who wants to know then goes on with what it told last. */
  readonly limitMs: number;
  /** Told of the first of several failures to ask; by default nobody is, as the log tells of its outages. */
  readonly onFailure?: (error: unknown) => void;
}

/**
 * Who has which partition numbers, as the members of a group tell each other by the addresses at which
 * they serve. It is asked only when somebody wants to know, once for all who do.
 */
export class GroupWatch {
  readonly #options: GroupWatchOptions;
  #members: readonly MemberDescription[] = [];
  // While a group shares its partitions anew, it tells nothing of them.
  readonly #lastOwners = new Map<number, string>();
  readonly #lately = new Map<number, readonly string[]>();
  #toldMs = -Infinity;
  #askedMs = -Infinity;
  #hasFailed = false;
  /** Settled when the group has answered or was waited for long enough; it may still be asked then. */
  #asking: Promise<unknown> | undefined;

  constructor(options: GroupWatchOptions) {
    this.#options = options;
  }

  /** What the group told last. */
  get members(): readonly MemberDescription[] {
    return this.#members;
  }

  /** Since it told so; infinite before it has told anything. */
  get ageMs(): number {
    return performance.now() - this.#toldMs;
  }

  /** Who works on a partition number, or last did. */
  ownerOf(partition: number): string | undefined {
    return this.#activeOn(partition)[0] ?? this.#lastOwners.get(partition);
  }

  /** Who works on a partition number, then who has a warm copy of it, then who had it lately. */
  copiesOf(partition: number): readonly string[] {
    return [...new Set([...this.#holders(partition), ...(this.#lately.get(partition) ?? [])])];
  }

  /** Has the group asked unless that was just done; resolves, and never rejects, when it need not be waited for. */
  async look({ isWrong = false } = {}): Promise<void> {
    if (this.#asking === undefined) {
      const { everyMs, everyMsWhenWrong } = this.#options;
      const pauseMs = isWrong || this.#hasFailed ? everyMsWhenWrong : everyMs;
      if (performance.now() - this.#askedMs < pauseMs) return;
      this.#asking = this.#ask();
    }
    await this.#asking;
  }

  /** The same for who found what it told to be wrong, and rather waits than goes on with that. */
  async lookAgain(): Promise<void> {
    const waitMs = this.#askedMs + this.#options.everyMsWhenWrong - performance.now();
    if (this.#asking === undefined && waitMs > 0) await sleep(waitMs, undefined, { ref: false });
    await this.look({ isWrong: true });
  }

  #ask(): Promise<unknown> {
    const { group, limitMs, log, onFailure } = this.#options;
    const waited = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => waited.resolve(undefined), limitMs).unref();
    void log
      .groupMembers(group)
      .then(
        (members) => this.#told(members),
        (error: unknown) => {
          if (!this.#hasFailed) onFailure?.(error);
          this.#hasFailed = true;
        },
      )
      .finally(() => {
        clearTimeout(timer);
        this.#askedMs = performance.now();
        this.#asking = undefined;
        waited.resolve(undefined);
      });
    return waited.promise;
  }

  #told(members: readonly MemberDescription[]): void {
    this.#members = members;
    this.#toldMs = performance.now();
    this.#hasFailed = false;
    const partitions = members.flatMap(({ active, standby }) => [
      ...active.map(({ partition }) => partition),
      ...standby,
    ]);
    for (const partition of new Set(partitions)) {
      const [owner] = this.#activeOn(partition);
      if (owner !== undefined) this.#lastOwners.set(partition, owner);
      this.#lately.set(partition, this.copiesOf(partition).slice(0, keptAddresses));
    }
  }

  #activeOn(partition: number): readonly string[] {
    return this.#having(({ active }) => active.some((at) => at.partition === partition));
  }

  #holders(partition: number): readonly string[] {
    const isWarm = ({ standby }: MemberDescription) => standby.includes(partition);
    return [...this.#activeOn(partition), ...this.#having(isWarm)];
  }

  /** A member without an address serves nobody. */
  #having(isIt: (member: MemberDescription) => boolean): readonly string[] {
    return this.#members.filter(isIt).flatMap(({ address }) => address ?? []);
  }
}
