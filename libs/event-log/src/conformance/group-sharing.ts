import { expect, it } from '@jest/globals';
import type { EventLog } from '../event-log.ts';
import type { Assignment, GroupMember, GroupOptions } from '../group-member.ts';
import { numbered } from './new-records.ts';
import type { Suite } from './suite.ts';

/** A member whose assignments are followed. */
interface Followed {
  readonly member: GroupMember;
  /** The last one; undefined until the first has come. */
  assignment(): Assignment | undefined;
  /** Numbers of partitions that it works on, in order, for each of its topics the same. */
  numbers(): readonly number[];
  /** Leaves, and waits until its assignments have ended. */
  leave(): Promise<void>;
}

/** Resolves when `condition` holds, looked at whenever some member gets an assignment. */
class Watch {
  readonly #looks = new Set<() => void>();

  changed(): void {
    for (const look of this.#looks) look();
  }

  until(condition: () => boolean): Promise<void> {
    const done = Promise.withResolvers<void>();
    const look = (): void => {
      if (condition()) done.resolve();
    };
    this.#looks.add(look);
    look();
    return done.promise.finally(() => this.#looks.delete(look));
  }
}

async function join(log: EventLog, watch: Watch, options: GroupOptions): Promise<Followed> {
  const member = await log.joinGroup(options);
  let last: Assignment | undefined;
  const following = (async () => {
    for await (const assignment of member.assignments()) {
      last = assignment;
      watch.changed();
    }
  })();
  return {
    member,
    assignment: () => last,
    numbers: () =>
      [...new Set(last?.active.map(({ partition }) => partition))].sort((a, b) => a - b),
    leave: async () => {
      await member.leave();
      await following;
    },
  };
}

const all = (members: readonly Followed[]): number[] =>
  members.flatMap((member) => [...member.numbers()]).sort((a, b) => a - b);

export function sharingTests(suite: Suite): void {
  it('shares partition numbers, the same of each topic with one member, evenly', async () => {
    const topics = [
      await suite.createTopic('changelog', { partitions: 4 }),
      await suite.createTopic('repartition', { partitions: 4 }),
    ];
    const [group, watch] = [suite.freshName(), new Watch()];
    const options = (port: number) => ({ group, topics, address: `127.0.0.1:${port}` });
    const members = [
      await join(await suite.another(), watch, options(1)),
      await join(await suite.another(), watch, options(2)),
    ];
    await watch.until(() => members.every((member) => member.numbers().length === 2));
    expect(all(members)).toEqual([0, 1, 2, 3]);
    for (const member of members) expect(member.assignment()?.active).toHaveLength(4);
    const seen = await suite.log.groupMembers(group);
    expect(new Map(seen.map(({ address, active }) => [address, active.length]))).toEqual(
      new Map([
        ['127.0.0.1:1', 4],
        ['127.0.0.1:2', 4],
      ]),
    );
    await Promise.all(members.map((member) => member.leave()));
    expect(await suite.log.groupMembers(group)).toEqual([]);
  });

  it('gives what a member leaves to the others, who keep what they have', async () => {
    const topics = [await suite.createTopic('changelog')];
    const [group, watch] = [suite.freshName(), new Watch()];
    const logs = [await suite.another(), await suite.another(), await suite.another()];
    const members = await Promise.all(logs.map((log) => join(log, watch, { group, topics })));
    await watch.until(() => members.every((member) => member.numbers().length === 1));
    const [leaver, ...stayers] = members as [Followed, Followed, Followed];
    const before = stayers.map((member) => member.numbers());
    await leaver.leave();
    await watch.until(() => all(stayers).length === 3);
    stayers.forEach((member, index) => {
      expect(member.numbers()).toEqual(expect.arrayContaining([...(before[index] ?? [])]));
    });
    await Promise.all(stayers.map((member) => member.leave()));
  });

  it('keeps standbys beside the active copies, and gives a number to one whose copy is complete', async () => {
    const topics = [await suite.createTopic('changelog')];
    const [group, watch] = [suite.freshName(), new Watch()];
    const copies = (warm: { readonly complete: boolean }) => () =>
      Promise.resolve(
        [0, 1, 2].map((partition) => ({ partition, recordsBehind: warm.complete ? 0 : 1_000_000 })),
      );
    const options = { group, topics, standbyReplicas: 1 };
    const first = await join(await suite.another(), watch, {
      ...options,
      copies: copies({ complete: true }),
    });
    await watch.until(() => first.numbers().length === 3);
    const warm = { complete: false };
    const second = await join(await suite.another(), watch, { ...options, copies: copies(warm) });
    await watch.until(() => second.assignment()?.standby.length === 3);
    expect(first.numbers()).toEqual([0, 1, 2]);
    warm.complete = true;
    second.member.reassign();
    await watch.until(() => second.numbers().length === 1 && first.numbers().length === 2);
    expect(all([first, second])).toEqual([0, 1, 2]);
    await Promise.all([first.leave(), second.leave()]);
  });

  it('lets one member of an exclusive group work, and the next when that leaves', async () => {
    const topics = [await suite.createTopic('changelog')];
    const [group, watch] = [suite.freshName(), new Watch()];
    const options = { group, topics, sharing: 'exclusive' } as const;
    const first = await join(await suite.another(), watch, options);
    await watch.until(() => first.numbers().length === 3);
    const second = await join(await suite.another(), watch, options);
    await watch.until(() => second.assignment() !== undefined);
    expect([first.numbers(), second.numbers()]).toEqual([[0, 1, 2], []]);
    await first.leave();
    await watch.until(() => second.numbers().length === 3);
    await second.leave();
  });

  it('confirms a seat that is held', async () => {
    const topics = [await suite.createTopic('changelog')];
    const watch = new Watch();
    const held = await join(await suite.another(), watch, { group: suite.freshName(), topics });
    await watch.until(() => held.numbers().length === 3);
    await held.member.confirm();
    expect(held.numbers()).toEqual([0, 1, 2]);
    await held.leave();
  });

  it('takes offsets from a transactor of a group that has members', async () => {
    const topic = await suite.createTopic('changelog');
    const [group, watch] = [suite.freshName(), new Watch()];
    const held = await join(await suite.another(), watch, { group, topics: [topic] });
    await watch.until(() => held.numbers().length === 3);
    await suite.log.append(numbered(topic, 'r', 3));
    const transactor = await suite.log.transactor(suite.freshName());
    const offsets = [{ topic, partition: 0, offset: 1 }];
    await transactor.commit({ records: [], group, offsets });
    expect(await suite.log.committedOffsets(group, [{ topic, partition: 0 }])).toEqual(offsets);
    await transactor.close();
    await held.leave();
  });
}
