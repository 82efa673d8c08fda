import { describe, expect, it } from '@jest/globals';
import type { Change } from '@user-information/entity-service';
import type { Follow } from '@user-information/schemas';
import type { FollowPair } from '@user-information/simulation';
import { FollowGraph, randomStream } from '@user-information/simulation';
import fc from 'fast-check';
import { FollowMemory, followIdOf } from './follow-memory.ts';
import { follow, unfollow } from './follows.ts';

const pairOf = (followerId: string, followeeId: string): FollowPair => ({ followerId, followeeId });

describe('follow and unfollow', () => {
  const graph = new FollowGraph();
  for (const id of ['ada', 'bob']) graph.addUser(id);
  const memory = new FollowMemory(graph);
  const adaBob = pairOf('ada', 'bob');

  it('make changes of two users who are there', () => {
    const followed = follow(graph, adaBob, 5);
    expect(followed).toEqual({
      key: 'ada-bob',
      value: { followId: 'ada-bob', followerId: 'ada', followeeId: 'bob', createdAt: 5 },
    });
    const undo = memory.apply(followed);
    expect(() => follow(graph, adaBob, 6)).toThrow('"ada" follows "bob" already.');
    expect(unfollow(graph, adaBob)).toEqual({ key: 'ada-bob', value: null });
    undo();
    expect(() => unfollow(graph, adaBob)).toThrow('There is no follow "ada-bob"; check the id.');
  });

  it.each([
    [pairOf('ada', 'cy'), 'UNKNOWN_ENTITY', 'There is no user "cy"; check the id.'],
    [pairOf('cy', 'ada'), 'UNKNOWN_ENTITY', 'There is no user "cy"; check the id.'],
    [
      pairOf('ada', 'ada'),
      'INVALID_COMMAND',
      'followerId and followeeId are both "ada"; nobody follows themself.',
    ],
  ])('refuse %j', (pair, code, message) => {
    expect(() => follow(graph, pair, 5)).toThrow(expect.objectContaining({ code, message }));
  });
});

const userIds = ['ada', 'bob', 'cy', 'di'];
const userId = fc.constantFrom(...userIds);
const pair = fc.record({ followerId: userId, followeeId: userId });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('follow', 'unfollow'), pair }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('choose', 'choose unfollow') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('join', 'leave'), userId }) },
);

/** What follow-service keeps, beside what it should be: plain sets. */
class Histories {
  readonly graph = new FollowGraph();
  readonly memory = new FollowMemory(this.graph);
  readonly users = new Set<string>();
  readonly follows = new Set<string>();
  readonly #random = randomStream(1, 'test')(0);

  take(it: typeof step extends fc.Arbitrary<infer S> ? S : never): void {
    if ('pair' in it) {
      this.#decide(it.do === 'follow', it.pair);
    } else if ('userId' in it) {
      if (it.do === 'join') this.graph.addUser(it.userId);
      else this.graph.removeUser(it.userId);
      this.users[it.do === 'join' ? 'add' : 'delete'](it.userId);
    } else {
      const choose = it.do === 'choose' ? 'chooseFollow' : 'chooseUnfollow';
      const chosen = this.graph[choose](this.#random);
      if (chosen !== undefined) expect(this.#decide(it.do === 'choose', chosen)).toBe(true);
    }
  }

  /** Decides, applies, undoes and applies again. True if it was not refused. */
  #decide(isFollow: boolean, pair: FollowPair): boolean {
    const { followerId, followeeId } = pair;
    const id = followIdOf(pair);
    const areThere = this.users.has(followerId) && this.users.has(followeeId);
    const isNew = areThere && followerId !== followeeId && !this.follows.has(id);
    const change = attempt(() =>
      isFollow ? follow(this.graph, pair, 1) : unfollow(this.graph, pair),
    );
    expect(change !== undefined).toBe(isFollow ? isNew : this.follows.has(id));
    if (change === undefined) return false;
    this.memory.apply(change)();
    this.expectEqual();
    this.memory.apply(change);
    this.follows[isFollow ? 'add' : 'delete'](id);
    return true;
  }

  expectEqual(): void {
    const found = userIds.flatMap((from) =>
      userIds.filter((to) => this.graph.follows(from, to)).map((to) => `${from}-${to}`),
    );
    expect(new Set(found)).toEqual(this.follows);
    expect(this.memory.size).toBe(this.follows.size);
  }
}

function attempt(decide: () => Change<Follow>): Change<Follow> | undefined {
  try {
    return decide();
  } catch {
    return undefined;
  }
}

describe('the memory of follows', () => {
  it('takes no record under a key that names no pair', () => {
    const memory = new FollowMemory(new FollowGraph());
    const error = expect.objectContaining({
      code: 'UNUSABLE_RECORD',
      message: 'The key is "odd"; it must be <followerId>-<followeeId>.',
    });
    expect(() => memory.apply({ key: 'odd', value: null })).toThrow(error);
  });
});

describe('any history of follows', () => {
  it('has no pair twice at once, and only those who are there begin to follow', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100, size: 'max' }), (steps) => {
        const histories = new Histories();
        for (const each of steps) {
          histories.take(each);
          histories.expectEqual();
        }
      }),
    );
  });
});
