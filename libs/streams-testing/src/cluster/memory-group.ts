import type { Assignment, CopyLag, GroupOptions } from '@user-information/event-log';
import { assignPartitions } from '@user-information/event-log';

interface Seat {
  readonly options: GroupOptions;
  readonly take: (assignment: Assignment) => void;
  readonly gone: PromiseWithResolvers<undefined>;
  owned: readonly number[];
}

/** A consumer group of a cluster in memory: assigned anew whenever a member comes, goes or asks. */
export class MemoryGroup {
  readonly #partitionsOf: (topic: string) => number;
  readonly #seats = new Map<string, Seat>();
  #nextId = 0;
  #assigned: Promise<void> = Promise.resolve();

  constructor(partitionsOf: (topic: string) => number) {
    this.#partitionsOf = partitionsOf;
  }

  /** Takes a seat; `take` is told of each assignment. Returns the member's id. */
  join(options: GroupOptions, take: (assignment: Assignment) => void): string {
    const memberId = `member-${this.#nextId++}`;
    this.#seats.set(memberId, { options, take, gone: Promise.withResolvers(), owned: [] });
    this.rebalance();
    return memberId;
  }

  has(memberId: string): boolean {
    return this.#seats.has(memberId);
  }

  /** Also for a member that is not heard of any more. */
  remove(memberId: string): void {
    const seat = this.#seats.get(memberId);
    if (seat === undefined) return;
    this.#seats.delete(memberId);
    seat.gone.resolve(undefined);
    this.rebalance();
  }

  rebalance(): void {
    this.#assigned = this.#assigned.then(async () => this.#assign());
  }

  /** Resolves when all that was asked for by now is assigned. */
  get assigned(): Promise<void> {
    return this.#assigned;
  }

  /** How many members it has. */
  get size(): number {
    return this.#seats.size;
  }

  async #assign(): Promise<void> {
    const copies = new Map<string, readonly CopyLag[] | null>();
    for (const [memberId, { options, gone }] of this.#seats) {
      // One that is silent holds the group up until it is forgotten.
      copies.set(memberId, (await Promise.race([options.copies?.(), gone.promise])) ?? null);
    }
    const present = [...this.#seats].filter(([memberId]) => copies.has(memberId));
    const { topics = [], standbyReplicas = 0 } = present[0]?.[1].options ?? {};
    const assigned = assignPartitions(
      present.map(([memberId, { owned }]) => ({
        memberId,
        owned,
        copies: copies.get(memberId) ?? null,
      })),
      {
        partitions: Math.max(0, ...topics.map(this.#partitionsOf)),
        sharing: 'shared',
        standbyReplicas,
      },
    );
    for (const [memberId, seat] of present) {
      const { active = [], standby = [] } = assigned.get(memberId) ?? {};
      seat.owned = active;
      seat.take({ active: this.#ofTopics(active, topics), standby });
    }
  }

  #ofTopics(numbers: readonly number[], topics: readonly string[]) {
    return topics.flatMap((topic) =>
      numbers
        .filter((partition) => partition < this.#partitionsOf(topic))
        .map((partition) => ({ topic, partition })),
    );
  }
}
