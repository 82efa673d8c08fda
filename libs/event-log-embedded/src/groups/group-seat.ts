import type { Assignment, GroupMember, TopicPartition } from '@user-information/event-log';

/** The only member of its group: it has all partitions until it leaves. */
export class GroupSeat implements GroupMember {
  readonly memberId: string;
  readonly #partitions: readonly TopicPartition[];
  readonly #left = Promise.withResolvers<void>();
  #release: (() => void) | undefined;

  /** @param release gives up the lock of the seat */
  constructor(memberId: string, partitions: readonly TopicPartition[], release: () => void) {
    this.memberId = memberId;
    this.#partitions = partitions;
    this.#release = release;
  }

  async *assignments(): AsyncGenerator<Assignment, void, undefined> {
    if (this.#release === undefined) {
      return;
    }
    yield { active: this.#partitions, standby: [] };
    await this.#left.promise;
  }

  /** There is nobody to divide the partitions with. */
  reassign(): void {
    return;
  }

  /** The lock is the proof of it. */
  confirm(): Promise<void> {
    return Promise.resolve();
  }

  async leave(): Promise<void> {
    this.#release?.();
    this.#release = undefined;
    this.#left.resolve();
  }
}
