import { describe, expect, it } from '@jest/globals';
import type { Change } from '@user-information/entity-service';
import type { Like } from '@user-information/schemas';
import type { LikePair } from '@user-information/simulation';
import { LikeGraph, randomStream } from '@user-information/simulation';
import fc from 'fast-check';
import { LikeMemory, likeIdOf } from './like-memory.ts';
import { like, unlike } from './likes.ts';

describe('like and unlike', () => {
  const graph = new LikeGraph();
  graph.addUser('ada');
  graph.addTweet('t1', 'bob');
  const memory = new LikeMemory(graph);
  const adaT1 = { userId: 'ada', tweetId: 't1' };

  it('make changes of a user and a tweet that are there', () => {
    const liked = like(graph, adaT1, 5);
    expect(liked).toEqual({
      key: 'ada-t1',
      value: { likeId: 'ada-t1', userId: 'ada', tweetId: 't1', createdAt: 5 },
    });
    const undo = memory.apply(liked);
    expect(() => like(graph, adaT1, 6)).toThrow('"ada" likes "t1" already.');
    expect(unlike(graph, adaT1)).toEqual({ key: 'ada-t1', value: null });
    undo();
    expect(() => unlike(graph, adaT1)).toThrow('There is no like "ada-t1"; check the id.');
  });

  it.each([
    [{ userId: 'bob', tweetId: 't1' }, 'There is no user "bob"; check the id.'],
    [{ userId: 'ada', tweetId: 't2' }, 'There is no tweet "t2"; check the id.'],
  ])('refuse %j', (pair, message) => {
    const error = expect.objectContaining({ code: 'UNKNOWN_ENTITY', message });
    expect(() => like(graph, pair, 5)).toThrow(error);
  });
});

const userIds = ['ada', 'bob', 'cy'];
const tweetIds = ['1', '2', '3'];
const userId = fc.constantFrom(...userIds);
const tweetId = fc.constantFrom(...tweetIds);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('like', 'unlike'), userId, tweetId }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('choose', 'choose unlike') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('join', 'leave'), userId }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('tweet', 'delete'), tweetId }) },
);

/** What like-service keeps, beside what it should be: plain sets. */
class Histories {
  readonly graph = new LikeGraph();
  readonly memory = new LikeMemory(this.graph);
  readonly users = new Set<string>();
  readonly tweets = new Set<string>();
  readonly likes = new Set<string>();
  readonly #random = randomStream(1, 'test')(0);

  take(it: typeof step extends fc.Arbitrary<infer S> ? S : never): void {
    if ('userId' in it && 'tweetId' in it) {
      this.#decide(it.do === 'like', it);
    } else if ('userId' in it) {
      if (it.do === 'join') this.graph.addUser(it.userId);
      else this.graph.removeUser(it.userId);
      this.users[it.do === 'join' ? 'add' : 'delete'](it.userId);
    } else if ('tweetId' in it) {
      if (it.do === 'tweet') this.graph.addTweet(it.tweetId, 'author');
      else this.graph.removeTweet(it.tweetId);
      this.tweets[it.do === 'tweet' ? 'add' : 'delete'](it.tweetId);
    } else {
      const choose = it.do === 'choose' ? 'chooseLike' : 'chooseUnlike';
      const chosen = this.graph[choose](this.#random);
      if (chosen !== undefined) expect(this.#decide(it.do === 'choose', chosen)).toBe(true);
    }
  }

  /** Decides, applies, undoes and applies again. True if it was not refused. */
  #decide(isLike: boolean, pair: LikePair): boolean {
    const id = likeIdOf(pair);
    const areThere = this.users.has(pair.userId) && this.tweets.has(pair.tweetId);
    const change = attempt(() => (isLike ? like(this.graph, pair, 1) : unlike(this.graph, pair)));
    const isAllowed = isLike ? areThere && !this.likes.has(id) : this.likes.has(id);
    expect(change !== undefined).toBe(isAllowed);
    if (change === undefined) return false;
    this.memory.apply(change)();
    this.expectEqual();
    this.memory.apply(change);
    this.likes[isLike ? 'add' : 'delete'](id);
    return true;
  }

  expectEqual(): void {
    const found = userIds.flatMap((user) =>
      tweetIds.filter((tweet) => this.graph.likes(user, tweet)).map((tweet) => `${user}-${tweet}`),
    );
    expect(new Set(found)).toEqual(this.likes);
    expect(this.memory.size).toBe(this.likes.size);
  }
}

function attempt(decide: () => Change<Like>): Change<Like> | undefined {
  try {
    return decide();
  } catch {
    return undefined;
  }
}

describe('the memory of likes', () => {
  it('takes no record under a key that names no pair', () => {
    const memory = new LikeMemory(new LikeGraph());
    const error = expect.objectContaining({
      code: 'UNUSABLE_RECORD',
      message: 'The key is "odd"; it must be <userId>-<tweetId>.',
    });
    expect(() => memory.apply({ key: 'odd', value: null })).toThrow(error);
  });
});

describe('any history of likes', () => {
  it('has no like twice at once, and only of tweets and by users that are there', () => {
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
