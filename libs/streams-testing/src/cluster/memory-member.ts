import type { Assignment, GroupMember, GroupOptions } from '@user-information/event-log';
import type { MemoryGroup } from './memory-group.ts';

/** A seat of a client in a group, as the client sees it: it hears of nothing while it is cut off. */
export class MemoryMember implements GroupMember {
  readonly #group: MemoryGroup;
  readonly #options: GroupOptions;
  readonly #heard: () => Promise<void>;
  #memberId = '';
  #next: Assignment | undefined;
  #hasLeft = false;
  readonly #joined = Promise.withResolvers<undefined>();
  #changed = Promise.withResolvers<undefined>();

  /** @param heard resolves when the client can hear of what its group says */
  constructor(group: MemoryGroup, options: GroupOptions, heard: () => Promise<void>) {
    this.#group = group;
    this.#options = options;
    this.#heard = heard;
    this.#join();
  }

  get memberId(): string {
    return this.#memberId;
  }

  /** Resolves with the first assignment. */
  get joined(): Promise<undefined> {
    return this.#joined.promise;
  }

  async *assignments(): AsyncGenerator<Assignment, void, undefined> {
    while (!this.#hasLeft) {
      const next = this.#next;
      this.#next = undefined;
      if (next === undefined) await this.#changed.promise;
      else yield next;
      await this.#heard();
    }
  }

  reassign(): void {
    if (!this.#hasLeft) this.#group.rebalance();
  }

  async confirm(): Promise<void> {
    await this.#heard();
    this.noticeIfForgotten();
    await this.#group.assigned;
    await this.#heard();
    // Later, so that an assignment that came first is taken first.
    await new Promise(setImmediate);
  }

  async leave(): Promise<void> {
    await this.#heard();
    this.#hasLeft = true;
    this.#group.remove(this.#memberId);
    this.#wake();
  }

  /** The session is over, without the member knowing. */
  forget(): void {
    this.#group.remove(this.#memberId);
  }

  /** What a heartbeat brings: a member that was forgotten takes a new seat. */
  noticeIfForgotten(): void {
    if (!this.#hasLeft && !this.#group.has(this.#memberId)) this.#join();
  }

  #join(): void {
    this.#memberId = this.#group.join(this.#options, (assignment) => {
      this.#next = assignment;
      this.#joined.resolve(undefined);
      this.#wake();
    });
  }

  #wake(): void {
    this.#changed.resolve(undefined);
    this.#changed = Promise.withResolvers();
  }
}
