import { EventEmitter, on } from 'node:events';
import type {
  Assignment,
  GroupMember,
  GroupOptions,
  MemberDescription,
} from '@user-information/event-log';

/** Partition numbers, by address. */
type Shares = Readonly<Record<string, readonly number[]>>;

/** A consumer group whose assignments a test decides. */
export class TestGroup {
  readonly #topic: string;
  readonly #events = new EventEmitter().setMaxListeners(100);
  #active: Shares = {};
  #standby: Shares = {};

  constructor(topic: string) {
    this.#topic = topic;
  }

  /** From now on, this is who has what. */
  give(active: Shares, standby: Shares = {}): void {
    [this.#active, this.#standby] = [active, standby];
    this.#events.emit('given');
  }

  async groupMembers(): Promise<readonly MemberDescription[]> {
    const addresses = new Set([...Object.keys(this.#active), ...Object.keys(this.#standby)]);
    return [...addresses].map((address) => ({
      memberId: address,
      address,
      ...this.#assignmentOf(address),
    }));
  }

  async joinGroup({ address = '' }: GroupOptions): Promise<GroupMember> {
    const leaving = new AbortController();
    const assignmentOf = (): Assignment => this.#assignmentOf(address);
    const events = on(this.#events, 'given', { signal: leaving.signal });
    async function* assignments(): AsyncGenerator<Assignment, void, undefined> {
      yield assignmentOf();
      try {
        for (;;) {
          await events.next();
          yield assignmentOf();
        }
      } catch (error) {
        if (!leaving.signal.aborted) throw error;
      }
    }
    return {
      memberId: address,
      assignments,
      reassign: () => undefined,
      confirm: async () => undefined,
      leave: async () => leaving.abort(),
    };
  }

  #assignmentOf(address: string): Assignment {
    const active = this.#active[address] ?? [];
    return {
      active: active.map((partition) => ({ topic: this.#topic, partition })),
      standby: this.#standby[address] ?? [],
    };
  }
}
