import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomStream } from '../random/random-stream.ts';
import { LikeGraph } from './like-graph.ts';

const user = fc.constantFrom('1', '2', '3', '4');
const tweet = fc.constantFrom('t1', 't2', 't3', 't4', 't5');
const action = fc.oneof(
  fc.record({ type: fc.constantFrom('addUser' as const, 'removeUser' as const), user }),
  fc.record({ type: fc.constant('addTweet' as const), tweet, user }),
  fc.record({ type: fc.constant('removeTweet' as const), tweet }),
  fc.record({ type: fc.constantFrom('like' as const, 'unlike' as const), user, tweet }),
  fc.record({ type: fc.constantFrom('chooseLike' as const, 'chooseUnlike' as const) }),
);

describe('LikeGraph', () => {
  it('chooses only what can be carried out, and keeps its counts', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 200, size: 'max' }), (actions) => {
        const graph = new LikeGraph();
        const users = new Set<string>();
        const authors = new Map<string, string>();
        const likes = new Set<string>();
        const random = randomStream(1, 'likes')(0);
        for (const each of actions) {
          if (each.type === 'addUser') {
            graph.addUser(each.user);
            users.add(each.user);
          } else if (each.type === 'removeUser') {
            graph.removeUser(each.user);
            users.delete(each.user);
          } else if (each.type === 'addTweet') {
            graph.addTweet(each.tweet, each.user);
            if (!authors.has(each.tweet)) authors.set(each.tweet, each.user);
          } else if (each.type === 'removeTweet') {
            graph.removeTweet(each.tweet);
            authors.delete(each.tweet);
          } else if (each.type === 'like' || each.type === 'unlike') {
            const had = likes.has(`${each.user}>${each.tweet}`);
            expect(graph.likes(each.user, each.tweet)).toBe(had);
            expect(graph[each.type](each.user, each.tweet)).toBe(each.type === 'like' ? !had : had);
            likes[each.type === 'like' ? 'add' : 'delete'](`${each.user}>${each.tweet}`);
          } else {
            const pair = graph[each.type](random);
            if (pair === undefined) continue;
            expect(users.has(pair.userId) && authors.has(pair.tweetId)).toBe(true);
            const liked = likes.has(`${pair.userId}>${pair.tweetId}`);
            expect(liked).toBe(each.type === 'chooseUnlike');
          }
        }
        expect(graph.likeCount).toBe(likes.size);
        for (const author of ['1', '2', '3', '4']) {
          const known = [...likes].filter((pair) => authors.get(pair.slice(2)) === author);
          expect(graph.popularity(author)).toBe(known.length);
        }
      }),
    );
  });

  it('finds something to like while there is much, and nothing once all is liked', () => {
    const graph = new LikeGraph();
    expect(graph.chooseLike(Math.random)).toBeUndefined();
    graph.addUser('1');
    expect(graph.chooseLike(Math.random)).toBeUndefined();
    graph.addTweet('t', '1');
    expect(graph.chooseLike(Math.random)).toEqual({ userId: '1', tweetId: 't' });
    expect(graph.chooseUnlike(Math.random)).toBeUndefined();
    graph.like('1', 't');
    expect(graph.chooseLike(Math.random)).toBeUndefined();
    expect(graph.chooseUnlike(Math.random)).toEqual({ userId: '1', tweetId: 't' });
  });

  it('prefers recent tweets, and forgets those that are too old', () => {
    const graph = new LikeGraph({ recentTweets: 100 });
    graph.addUser('1');
    for (let id = 0; id < 1_000; id++) graph.addTweet(String(id), 'author');
    const chosen = chooseMany(graph, 2_000).map((pair) => Number(pair.tweetId));
    expect(Math.min(...chosen)).toBeGreaterThanOrEqual(900);
    const newest = chosen.filter((id) => id >= 990).length / chosen.length;
    expect(newest).toBeGreaterThan(0.4);
  });

  it('prefers the tweets of authors who are liked', () => {
    const graph = new LikeGraph();
    graph.addUser('1');
    for (let id = 0; id < 100; id++) graph.addTweet(String(id), id % 2 === 0 ? 'even' : 'odd');
    for (let fan = 0; fan < 20; fan++) graph.like(`fan ${fan}`, '0');
    const even = chooseMany(graph, 2_000).filter((pair) => Number(pair.tweetId) % 2 === 0);
    expect(even.length).toBeGreaterThan(1_600);
  });
});

function chooseMany(graph: LikeGraph, count: number) {
  const random = randomStream(1, 'many')(0);
  return Array.from({ length: count }, () => graph.chooseLike(random)).filter(
    (pair) => pair !== undefined,
  );
}
