import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Random, randomStream } from '../random/random-stream.ts';
import { FollowGraph } from './follow-graph.ts';

const user = fc.constantFrom('1', '2', '3', '4', '5', '6');
const action = fc.oneof(
  fc.record({ type: fc.constant('addUser' as const), user }),
  fc.record({ type: fc.constant('removeUser' as const), user }),
  fc.record({ type: fc.constant('report' as const), user, count: fc.option(fc.nat(8)) }),
  fc.record({ type: fc.constantFrom('chooseFollow' as const, 'chooseUnfollow' as const) }),
  fc.record({ type: fc.constantFrom('follow' as const, 'unfollow' as const), user, other: user }),
);
const steerTo = fc.constantFrom('attachment' as const, 'reported' as const);

describe('FollowGraph', () => {
  it('chooses only what can be carried out, and something whenever there is', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 200, size: 'max' }), steerTo, (actions, steer) => {
        const graph = new FollowGraph({ steerTo: steer });
        const model = new Model(steer);
        const random = randomStream(1, 'follows')(0);
        for (const each of actions) model.apply(graph, each, random);
        expect(graph.userCount).toBe(model.users.size);
        expect(graph.followCount).toBe(model.follows.size);
      }),
    );
  });

  it('steers each user to the followers reported, or to all that there are', () => {
    const graph = new FollowGraph({ steerTo: 'reported' });
    const reported = [400, 30, 25, 10, 5, 1, 0, ...new Array<number>(33).fill(2)];
    reported.forEach((count, id) => {
      graph.addUser(String(id));
      graph.setReportedFollowers(String(id), count);
    });
    followUntilDone(graph);
    expect(reported.map((_, id) => graph.followerCount(String(id)))).toEqual(
      reported.map((count) => Math.min(count, 39)),
    );
  });

  it('follows on when somebody joins whom everybody could follow', () => {
    const graph = new FollowGraph();
    for (const id of ['a', 'b', 'c']) graph.addUser(id);
    followUntilDone(graph);
    expect(graph.followCount).toBe(6);
    graph.addUser('d');
    followUntilDone(graph);
    expect(graph.followCount).toBe(12);
    graph.unfollow('a', 'b');
    expect(graph.chooseFollow(Math.random)).toEqual({ followerId: 'a', followeeId: 'b' });
  });

  it('chooses a followee in proportion to what is reported less what there is', () => {
    const graph = new FollowGraph({ steerTo: 'reported' });
    const lacks = { a: 5, b: 3, c: 0, d: 2 };
    for (const [id, lack] of Object.entries(lacks)) {
      graph.addUser(id);
      graph.setReportedFollowers(id, lack + 1);
      graph.follow('somebody unknown', id);
    }
    expect(followeeShares(graph, 10)).toEqual({ a: 5, b: 3, d: 2 });
  });

  it('chooses a followee in proportion to the followers there are, and one', () => {
    const graph = new FollowGraph();
    for (const id of ['a', 'b', 'c', 'd']) graph.addUser(id);
    graph.follow('b', 'a');
    graph.follow('c', 'a');
    graph.follow('a', 'b');
    expect(followeeShares(graph, 7)).toEqual({ a: 3, b: 2, c: 1, d: 1 });
  });

  it('grows a few celebrities by attachment', () => {
    const graph = new FollowGraph();
    const ids = Array.from({ length: 500 }, (_, id) => String(id));
    for (const id of ids) graph.addUser(id);
    const random = randomStream(1, 'celebrities')(0);
    for (let i = 0; i < 3_000; i++) carryOut(graph, random);
    const counts = ids.map((id) => graph.followerCount(id)).toSorted((a, b) => b - a);
    const top = counts.slice(0, 50).reduce((sum, count) => sum + count, 0);
    expect(top / 3_000).toBeGreaterThan(0.25);
    expect(counts.at(-1)).toBeLessThan(3);
  });

  it('takes followers from those who have more than reported', () => {
    const graph = new FollowGraph({ steerTo: 'reported' });
    for (const id of ['a', 'b', 'c']) graph.addUser(id);
    graph.setReportedFollowers('a', 2);
    graph.setReportedFollowers('b', 1);
    for (const [follower, followee] of ['ba', 'ca', 'ab', 'cb']) {
      graph.follow(follower as string, followee as string);
    }
    expect(graph.chooseUnfollow(() => 0.5)?.followeeId).toBe('b');
    graph.unfollow('a', 'b');
    graph.unfollow('c', 'b');
    // Nobody has too many now: any follow may go.
    expect(graph.chooseUnfollow(() => 0.5)?.followeeId).toBe('a');
  });
});

type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

/** What a FollowGraph must agree with: plain sets, and every pair looked at. */
class Model {
  readonly users = new Set<string>();
  readonly follows = new Set<string>();
  readonly reported = new Map<string, number>();
  readonly #steerTo: 'attachment' | 'reported';

  constructor(steerTo: 'attachment' | 'reported') {
    this.#steerTo = steerTo;
  }

  apply(graph: FollowGraph, action: Action, random: Random): void {
    if (action.type === 'addUser') {
      this.users.add(action.user);
      graph.addUser(action.user);
    } else if (action.type === 'removeUser') {
      this.users.delete(action.user);
      graph.removeUser(action.user);
    } else if (action.type === 'report') {
      if (action.count === null) this.reported.delete(action.user);
      else this.reported.set(action.user, action.count);
      graph.setReportedFollowers(action.user, action.count);
    } else if (action.type === 'follow' || action.type === 'unfollow') {
      this.#change(graph, action.type, action.user, action.other);
    } else if (action.type === 'chooseFollow') {
      const pair = graph.chooseFollow(random);
      expect(pair === undefined).toBe(this.#possible().length === 0);
      if (pair === undefined) return;
      expect(this.#possible()).toContain(`${pair.followerId}>${pair.followeeId}`);
      this.#change(graph, 'follow', pair.followerId, pair.followeeId);
    } else {
      const pair = graph.chooseUnfollow(random);
      if (pair === undefined) return;
      expect(this.users.has(pair.followerId) && this.users.has(pair.followeeId)).toBe(true);
      expect(this.follows.has(`${pair.followerId}>${pair.followeeId}`)).toBe(true);
    }
  }

  #change(graph: FollowGraph, type: 'follow' | 'unfollow', from: string, to: string): void {
    const had = this.follows.has(`${from}>${to}`);
    expect(graph.follows(from, to)).toBe(had);
    expect(graph[type](from, to)).toBe(type === 'follow' ? !had : had);
    this.follows[type === 'follow' ? 'add' : 'delete'](`${from}>${to}`);
  }

  #possible(): string[] {
    const users = [...this.users];
    return users
      .filter((followee) => this.#isWanted(followee))
      .flatMap((to) => users.filter((from) => from !== to).map((from) => `${from}>${to}`))
      .filter((pair) => !this.follows.has(pair));
  }

  #isWanted(followee: string): boolean {
    const reported = this.reported.get(followee);
    if (this.#steerTo === 'attachment' || reported === undefined) return true;
    const followers = [...this.follows].filter((pair) => pair.endsWith(`>${followee}`));
    return followers.length < reported;
  }
}

function carryOut(graph: FollowGraph, random: Random): boolean {
  const pair = graph.chooseFollow(random);
  if (pair === undefined) return false;
  expect(graph.follow(pair.followerId, pair.followeeId)).toBe(true);
  return true;
}

function followUntilDone(graph: FollowGraph): void {
  const random = randomStream(1, 'until done')(0);
  while (carryOut(graph, random));
}

/** How often each is chosen when the first number, which chooses the followee, takes every value. */
function followeeShares(graph: FollowGraph, total: number): Record<string, number> {
  const shares: Record<string, number> = {};
  for (let position = 0; position < total; position++) {
    const numbers = [(position + 0.5) / total];
    const pair = graph.chooseFollow(() => numbers.shift() ?? 0.99);
    const followee = pair?.followeeId ?? 'nobody';
    shares[followee] = (shares[followee] ?? 0) + 1;
  }
  return shares;
}
