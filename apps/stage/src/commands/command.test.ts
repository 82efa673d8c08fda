import { describe, expect, it } from '@jest/globals';
import { command, commandRequest } from './command.ts';

const request = (wish: object) => commandRequest(command.parse(wish));

describe('a command of the page', () => {
  it.each([
    [
      { kind: 'tweet', userId: 'ann', text: 'Hi' },
      'tweet-service POST /tweets {"userId":"ann","text":"Hi"}',
    ],
    [
      { kind: 'follow', userId: 'ann', followeeId: 'bob' },
      'follow-service POST /follows {"followerId":"ann","followeeId":"bob"}',
    ],
    [
      { kind: 'unfollow', userId: 'ann', followeeId: 'bob' },
      'follow-service DELETE /follows {"followerId":"ann","followeeId":"bob"}',
    ],
    [
      { kind: 'like', userId: 'ann', tweetId: 't1' },
      'like-service POST /likes {"userId":"ann","tweetId":"t1"}',
    ],
    [
      { kind: 'unlike', userId: 'ann', tweetId: 't1' },
      'like-service DELETE /likes {"userId":"ann","tweetId":"t1"}',
    ],
    [
      { kind: 'edit', userId: 'a/b', name: 'Ann', description: '' },
      'user-service PATCH /users/a%2Fb {"name":"Ann","description":null}',
    ],
  ])('%j goes to the service that takes it', (wish, expected) => {
    const { service, method, path, body } = request(wish);
    expect(`${service} ${method} ${path} ${JSON.stringify(body)}`).toBe(expected);
  });

  it.each([
    { kind: 'delete', userId: 'ann' },
    { kind: 'tweet', userId: 'ann' },
    { kind: 'follow', userId: '', followeeId: 'bob' },
    { kind: 'tweet', userId: 'ann', text: 'Hi', service: 'x' },
  ])('%j is none', (wish) => {
    expect(command.safeParse(wish).success).toBe(false);
  });
});
