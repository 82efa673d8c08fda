import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Follow, Like, Tweet, User } from '@user-information/schemas';
import { testUser } from '@user-information/schemas/testing';
import { describe as draw } from '@user-information/streams';
import { given, put, remove } from '@user-information/streams-testing';
import { testTopics } from './test-topics.ts';

const createdAt = 1_700_000_000_000;
const person = (userId: string): User =>
  testUser(userId, {
    username: `${userId}99`,
    name: userId.toUpperCase(),
    location: 'Here',
    joinedDate: createdAt,
  });
const tweet = (tweetId: string, userId: string): Tweet => ({
  tweetId,
  userId,
  text: 'Hi',
  createdAt,
});
const follow = (followerId: string, followeeId: string): Follow => ({
  followId: `${followerId}-${followeeId}`,
  followerId,
  followeeId,
  createdAt,
});
const like = (userId: string, tweetId: string): Like => ({
  likeId: `${userId}-${tweetId}`,
  userId,
  tweetId,
  createdAt,
});
const none = { tweetCount: 0, followingCount: 0, followerCount: 0, likeCount: 0 };

describe('the user information view', () => {
  let at: Awaited<ReturnType<typeof testTopics>>;
  beforeAll(async () => {
    at = await testTopics();
  });
  const people = () => [put(at.users, 'ann', person('ann')), put(at.users, 'bob', person('bob'))];

  it('has a user as soon as the user exists', () =>
    given(at.topology, put(at.users, 'ann', person('ann'))).expect(at.view, {
      ann: { ...person('ann'), ...none },
    }));

  it('counts tweets, both ends of a follow, and likes', () =>
    given(at.topology, ...people())
      .when(
        put(at.tweets, 't1', tweet('t1', 'ann')),
        put(at.tweets, 't2', tweet('t2', 'ann')),
        put(at.follows, 'ann-bob', follow('ann', 'bob')),
        put(at.likes, 'bob-t1', like('bob', 't1')),
      )
      .expect(at.view, {
        ann: { ...person('ann'), ...none, tweetCount: 2, followingCount: 1 },
        bob: { ...person('bob'), ...none, followerCount: 1, likeCount: 1 },
      }));

  it('takes back what is deleted, unfollowed and unliked', () =>
    given(
      at.topology,
      ...people(),
      put(at.tweets, 't1', tweet('t1', 'ann')),
      put(at.follows, 'ann-bob', follow('ann', 'bob')),
      put(at.likes, 'bob-t1', like('bob', 't1')),
    )
      .when(remove(at.tweets, 't1'), remove(at.follows, 'ann-bob'), remove(at.likes, 'bob-t1'))
      .expect(at.view, {
        ann: { ...person('ann'), ...none },
        bob: { ...person('bob'), ...none },
      }));

  it('shows a changed profile with the counts it had', () =>
    given(
      at.topology,
      ...people(),
      put(at.tweets, 't1', tweet('t1', 'ann')),
      remove(at.users, 'bob'),
    )
      .when(put(at.users, 'ann', { ...person('ann'), location: 'There' }))
      .expect(at.view, { ann: { ...person('ann'), ...none, location: 'There', tweetCount: 1 } }));

  it('is drawn as docs/ARCHITECTURE.md shows it', async () => {
    const page = await readFile(join(__dirname, '../../../docs/ARCHITECTURE.md'), 'utf8');
    const [, shown] =
      /<!-- topology:begin -->\n```mermaid\n(.*?)```\n<!-- topology:end -->/s.exec(page) ?? [];
    expect(shown).toBe(draw(at.topology));
  });
});
