import { expect, it } from '@jest/globals';
import type { FeedEvent } from '../../snapshot.ts';
import { chooseEvents } from './choose-events.ts';

const event = (...userIds: readonly string[]): FeedEvent => ({
  kind: 'follows',
  isTombstone: false,
  position: 'follows-0@1',
  users: userIds.map((userId) => ({ userId, name: userId })),
  text: null,
  tweetId: null,
});

it('leaves nobody out whom the page shows, and shows the newest of the others', () => {
  const events = [event('a', 'me'), event('b'), event('c'), event('you'), event('d'), event('e')];
  const chosen = chooseEvents(events, ['me', 'you']);
  expect(chosen.map(({ event: { users }, isTheirs }) => [users[0]?.userId, isTheirs])).toEqual([
    ['a', true],
    ['c', false],
    ['you', true],
    ['d', false],
    ['e', false],
  ]);
});
