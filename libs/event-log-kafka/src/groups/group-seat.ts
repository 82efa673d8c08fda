import type { Assignment, GroupMember } from '@user-information/event-log';
import { AssignmentQueue } from './assignment-queue.ts';
import type { Membership } from './membership.ts';

/** A membership as its holder sees it. */
export class GroupSeat implements GroupMember {
  readonly #queue = new AssignmentQueue();
  readonly #joined = Promise.withResolvers<void>();
  readonly #membership: Membership;
  readonly #done: Promise<void>;
  /** Who waits to be confirmed: those that a heartbeat under way will answer, and the later ones. */
  #asked: (() => void)[] = [];
  #toAsk: (() => void)[] = [];

  /** @param open makes the membership that reports to this seat; @param close is called when it ended */
  constructor(
    open: (seat: {
      readonly assigned: (assignment: Assignment) => void;
      readonly asking: () => void;
      readonly confirmed: () => void;
    }) => Membership,
    close: () => Promise<void>,
  ) {
    this.#membership = open({
      assigned: (assignment) => {
        this.#queue.push(assignment);
        this.#joined.resolve();
        this.#ask();
        this.#answer();
      },
      asking: () => {
        this.#ask();
      },
      confirmed: () => {
        this.#answer();
      },
    });
    this.#done = this.#run(close);
    this.#joined.promise.catch(() => undefined); // Told by `joined`, if somebody waits for it.
  }

  get memberId(): string {
    return this.#membership.memberId;
  }

  /** Resolves with the first assignment; rejects when the group can't be joined. */
  get joined(): Promise<void> {
    return this.#joined.promise;
  }

  assignments(): AsyncIterable<Assignment> {
    return this.#queue;
  }

  reassign(): void {
    this.#membership.reassign();
  }

  confirm(): Promise<void> {
    const asked = Promise.withResolvers<void>();
    this.#toAsk.push(asked.resolve);
    this.#membership.ask();
    return asked.promise;
  }

  async leave(): Promise<void> {
    this.#membership.stop();
    await this.#done;
  }

  async #run(close: () => Promise<void>): Promise<void> {
    try {
      await this.#membership.run();
      this.#queue.end();
      this.#joined.resolve();
    } catch (error) {
      this.#queue.end({ error });
      this.#joined.reject(error);
    }
    this.#ask();
    this.#answer();
    await close();
  }

  #ask(): void {
    this.#asked.push(...this.#toAsk.splice(0));
  }

  /** Later, so that an assignment that came first is taken first. */
  #answer(): void {
    const answered = this.#asked;
    this.#asked = [];
    setImmediate(() => {
      for (const resolve of answered) resolve();
    });
  }
}
