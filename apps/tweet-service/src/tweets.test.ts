import { describe, expect, it } from '@jest/globals';
import { keysOnly, Table } from '@user-information/entity-service';
import type { Status, Tweet } from '@user-information/schemas';
import fc from 'fast-check';
import { createTweet, deleteTweet, tweetOfStatus } from './tweets.ts';

const known = (...ids: string[]) => new Set(ids);
const nothing = { tweetId: null, userId: null, text: null, createdAt: null, author: null };
const tweet: Tweet = { tweetId: 't1', userId: 'ada', text: 'Hi', createdAt: 5 };
const said: Status = { ...nothing, type: 'tweet', ...tweet };
const deleted: Status = { ...nothing, type: 'tweetDeleted', tweetId: 't1' };
const left: Status = { ...nothing, type: 'userLeft', userId: 'ada' };

describe('tweetOfStatus', () => {
  it('publishes a tweet that is new, and deletes one that is known', () => {
    expect(tweetOfStatus(known(), said)).toEqual([{ key: 't1', value: tweet }]);
    expect(tweetOfStatus(known('t1'), deleted)).toEqual([{ key: 't1', value: null }]);
  });

  it('publishes nothing for what is so already, or says nothing of tweets', () => {
    expect(tweetOfStatus(known('t1'), said)).toEqual([]);
    expect(tweetOfStatus(known(), deleted)).toEqual([]);
    expect(tweetOfStatus(known('t1'), left)).toEqual([]);
  });

  it.each<[Partial<Status>, string]>([
    [{ tweetId: null }, 'tweetId is null; it must be'],
    [{ tweetId: 'a-b' }, 'tweetId is "a-b"; it must be'],
    [{ userId: null }, 'userId is null; it must be'],
    [{ userId: 'x'.repeat(1_000) }, 'userId is "xxx'],
    [{ text: null }, 'The tweet t1 has no text'],
    [{ createdAt: null }, 'The tweet t1 has no createdAt'],
  ])('cannot use a tweet with %j', (part, message) => {
    const error = expect.objectContaining({
      code: 'UNUSABLE_RECORD',
      message: expect.stringContaining(message),
    });
    expect(() => tweetOfStatus(known(), { ...said, ...part })).toThrow(error);
  });

  it('says each change once, whatever the source repeats', () => {
    const tweetId = fc.constantFrom('t1', 't2', 't3');
    const status = fc.oneof(
      tweetId.map((id): Status => ({ ...said, tweetId: id })),
      tweetId.map((id): Status => ({ ...deleted, tweetId: id })),
      fc.constant(left),
    );
    fc.assert(
      fc.property(fc.array(status), (statuses) => {
        const table = new Table(keysOnly);
        const live = new Set<string>();
        for (const each of statuses) {
          for (const change of tweetOfStatus(table, each)) {
            expect(live.has(change.key)).toBe(change.value === null);
            live[change.value === null ? 'delete' : 'add'](change.key);
            table.apply(change);
          }
          if (each.tweetId !== null) expect(live.has(each.tweetId)).toBe(each.type === 'tweet');
        }
        expect(new Set(table.keys())).toEqual(live);
      }),
    );
  });
});

describe('commands', () => {
  it('are about tweets by known users, and known tweets', () => {
    expect(createTweet(known(), known('ada'), tweet)).toEqual({ key: 't1', value: tweet });
    expect(deleteTweet(known('t1'), 't1')).toEqual({ key: 't1', value: null });
  });

  it('are refused for what is not, or is already', () => {
    const refusal = (message: string) => expect.objectContaining({ message });
    const noUser = refusal('There is no user "ada"; check the id.');
    expect(() => createTweet(known(), known(), tweet)).toThrow(noUser);
    const isThere = refusal('There is a tweet "t1" already; send it again.');
    expect(() => createTweet(known('t1'), known('ada'), tweet)).toThrow(isThere);
    const noTweet = refusal('There is no tweet "t1"; check the id.');
    expect(() => deleteTweet(known(), 't1')).toThrow(noTweet);
  });
});
