import { describe, expect, it } from '@jest/globals';
import type { EventKind } from '../snapshot.ts';
import type { SourceValue } from './feed-event.ts';
import { feedEvent } from './feed-event.ts';
import { NameBook } from './name-book.ts';

const names = new NameBook();
names.learn({ userId: 'ann', name: 'Ann' });

const event = (kind: EventKind, key: string, value: SourceValue) =>
  feedEvent(
    kind,
    { topic: kind, partition: 1, offset: 7, key: Buffer.from(key) },
    value,
    (userId) => names.named(userId),
  );

describe('the feed', () => {
  it('says who followed whom, by name where that is known', () => {
    expect(event('follows', 'ann-bob', { followerId: 'ann', followeeId: 'bob' })).toEqual({
      kind: 'follows',
      isTombstone: false,
      position: 'follows-1@7',
      users: [
        { userId: 'ann', name: 'Ann' },
        { userId: 'bob', name: 'bob' },
      ],
      text: null,
      tweetId: null,
    });
  });

  it('says what was tweeted, and by whom', () => {
    expect(event('tweets', 't1', { tweetId: 't1', userId: 'ann', text: 'Hello' })).toMatchObject({
      users: [{ name: 'Ann' }],
      text: 'Hello',
      tweetId: 't1',
    });
  });

  it('knows of what was taken back as much as its key says', () => {
    const users = (kind: EventKind, key: string) =>
      event(kind, key, null).users.map(({ userId }) => userId);
    expect(users('follows', 'ann-bob')).toEqual(['ann', 'bob']);
    expect(users('follows', 'ann-b-o-b')).toEqual([]);
    expect(users('likes', 'ann-t1')).toEqual(['ann']);
    expect(users('tweets', 't1')).toEqual([]);
    expect(users('users', 'ann')).toEqual(['ann']);
    expect(event('users', 'ann', null).isTombstone).toBe(true);
  });
});
