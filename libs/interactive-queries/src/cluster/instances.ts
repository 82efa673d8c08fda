import type { EventLog } from '@user-information/event-log';
import type { Instance } from './instance.ts';
import { instancesOf } from './instance.ts';
import { within } from './within.ts';

export interface InstancesOptions {
  readonly log: Pick<EventLog, 'groupMembers'>;
  /** The consumer group of the application. */
  readonly group: string;
  /** For how long what the group said is taken as it is; later it is asked again. */
  readonly keptMs: number;
  /** The same where somebody has found it to be wrong. */
  readonly keptWhenWrongMs: number;
  /** What is older is not told any more while the group is being asked. */
  readonly usableMs: number;
  /** How long the group is waited for. */
  readonly timeoutMs: number;
}

/**
 * Who works on what, as the group tells. It is asked again now and then, by one request at a time
 * however many want to know, and what it said last holds while it does not answer.
 */
export class Instances {
  readonly #options: InstancesOptions;
  #known: readonly Instance[] = [];
  /** Who worked on a partition last: between two assignments the group does not say. */
  readonly #lastOwners = new Map<number, string>();
  #answeredMs = -Infinity;
  #asking: { readonly sinceMs: number; readonly answer: Promise<void> } | undefined;

  constructor(options: InstancesOptions) {
    this.#options = options;
  }

  /** All that can be reached, in the order of their addresses; `isWrong` if what was told last is. */
  async all({ isWrong = false } = {}): Promise<readonly Instance[]> {
    const { keptMs, keptWhenWrongMs, timeoutMs, usableMs } = this.#options;
    const nowMs = performance.now();
    const ageMs = nowMs - this.#answeredMs;
    if (ageMs <= (isWrong ? keptWhenWrongMs : keptMs)) return this.#known;
    this.#asking ??= {
      sinceMs: nowMs,
      answer: this.#ask()
        .catch(() => undefined) // The log tells of its outages.
        .finally(() => (this.#asking = undefined)),
    };
    const { answer, sinceMs } = this.#asking;
    const isOverdue = nowMs - sinceMs > timeoutMs;
    if (!isOverdue && (isWrong || ageMs > usableMs)) {
      await within(timeoutMs, answer).catch(() => undefined);
    }
    return this.#known;
  }

  /** The address of the one that works on a partition number, or last did; undefined: not known. */
  async ownerOf(partition: number, options?: { isWrong: boolean }): Promise<string | undefined> {
    const known = await this.all(options);
    const owner = known.find(({ active }) => active.has(partition));
    return owner?.address ?? this.#lastOwners.get(partition);
  }

  /** The address of another one with a warm copy of a partition number. */
  async standbyOf(partition: number): Promise<string | undefined> {
    return (await this.all()).find(({ standby }) => standby.has(partition))?.address;
  }

  async #ask(): Promise<void> {
    const { log, group } = this.#options;
    const members = await log.groupMembers(group);
    this.#answeredMs = performance.now();
    const byAddress = (a: Instance, b: Instance) => (a.address < b.address ? -1 : 1);
    this.#known = [...instancesOf(members)].sort(byAddress);
    for (const { address, active } of this.#known) {
      for (const partition of active) this.#lastOwners.set(partition, address);
    }
  }
}
