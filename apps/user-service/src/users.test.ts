import { describe, expect, it } from '@jest/globals';
import type { Change } from '@user-information/entity-service';
import type { Author, Status, User } from '@user-information/schemas';
import { testAuthor, testUser } from '@user-information/schemas/testing';
import fc from 'fast-check';
import { tweetBy, userLeft } from './test-statuses.ts';
import { createUserTable } from './user-table.ts';
import type { UserTable } from './user-table.ts';
import { changeUser, createUser, deleteUser, userOfStatus } from './users.ts';

/** A table, and a way to have decisions taken in. */
function setUp() {
  const table = createUserTable();
  const history: (User | null)[] = [];
  const take = (...changes: readonly Change<User>[]): void => {
    for (const change of changes) {
      table.apply(change);
      history.push(change.value);
    }
  };
  const say = (status: Status): void => take(...userOfStatus(table, status));
  return { table, history, take, say };
}

describe('what the source says', () => {
  const ada = testUser('ada');

  it('is published when it is new, and not when it is said again', () => {
    const { say, history } = setUp();
    say(tweetBy(testAuthor('ada')));
    say(tweetBy(testAuthor('ada')));
    say(tweetBy({ ...testAuthor('ada'), followerCount: 99 }));
    say(tweetBy({ ...testAuthor('ada'), name: 'Ada L.' }));
    expect(history).toEqual([ada, { ...ada, name: 'Ada L.' }]);
  });

  it.each<keyof User>([
    'username',
    'name',
    'description',
    'location',
    'webPageUrl',
    'joinedDate',
    'profileImageUrl',
    'backgroundImageUrl',
  ])('is new when the %s is', (field) => {
    const { say, history } = setUp();
    say(tweetBy(testAuthor('ada')));
    say(tweetBy({ ...testAuthor('ada'), [field]: field === 'joinedDate' ? 1 : 'new' }));
    expect(history).toHaveLength(2);
  });

  it('ends a user who leaves, and publishes who returns as they were', () => {
    const { say, history, table } = setUp();
    say(userLeft('ada'));
    say(tweetBy(testAuthor('ada')));
    say(userLeft('ada'));
    say(userLeft('ada'));
    expect(table.size).toBe(0);
    say(tweetBy(testAuthor('ada')));
    expect(history).toEqual([ada, null, ada]);
  });

  it('is nothing in a tweet without an author, or a deletion', () => {
    const { say, history } = setUp();
    say({ ...tweetBy(testAuthor('ada')), author: null });
    say({ ...userLeft('ada'), type: 'tweetDeleted', tweetId: 't1' });
    expect(history).toEqual([]);
  });

  it.each([
    [tweetBy(testAuthor('a-b')), 'author.userId is "a-b"; it must be'],
    [tweetBy(testAuthor('x'.repeat(1_000_000))), 'author.userId is "xxx'],
    [{ ...userLeft('ada'), userId: null }, 'userId is null; it must be'],
  ])('can not be used with an odd id (%#)', (status, message) => {
    const { say } = setUp();
    const detail = expect.stringContaining(message);
    const error = expect.objectContaining({ code: 'UNUSABLE_RECORD', message: detail });
    expect(() => say(status)).toThrow(error);
  });
});

describe('what commands say', () => {
  const ada = testUser('ada');
  const refusal = (code: string) => expect.objectContaining({ code });

  it('is refused for who is not there, is there already, or is so already', () => {
    const { table, take } = setUp();
    expect(() => changeUser(table, 'ada', { name: 'X' })).toThrow(refusal('UNKNOWN_ENTITY'));
    expect(() => deleteUser(table, 'ada')).toThrow(refusal('UNKNOWN_ENTITY'));
    take(createUser(table, ada));
    expect(() => createUser(table, ada)).toThrow('There is a user "ada" already; change it with');
    expect(() => changeUser(table, 'ada', { name: ada.name })).toThrow(refusal('ALREADY_SO'));
    expect(() => changeUser(table, 'ada', {})).toThrow(refusal('ALREADY_SO'));
    take(deleteUser(table, 'ada'));
    expect(() => deleteUser(table, 'ada')).toThrow(refusal('UNKNOWN_ENTITY'));
    take(createUser(table, ada));
  });

  it('stays while the source repeats itself, and goes when it says something new', () => {
    const { table, say, take, history } = setUp();
    say(tweetBy(testAuthor('ada')));
    take(changeUser(table, 'ada', { name: 'Countess', location: 'London' }));
    say(tweetBy(testAuthor('ada')));
    expect(history.at(-1)).toEqual({ ...ada, name: 'Countess', location: 'London' });
    say(tweetBy({ ...testAuthor('ada'), description: 'new' }));
    expect(history.at(-1)).toEqual({ ...ada, description: 'new' });
    expect(history).toHaveLength(3);
  });

  it('keeps a deleted user away until the source says something new', () => {
    const { table, say, take, history } = setUp();
    say(tweetBy(testAuthor('ada')));
    take(deleteUser(table, 'ada'));
    say(tweetBy(testAuthor('ada')));
    expect(history).toEqual([ada, null]);
    say(userLeft('ada'));
    say(tweetBy(testAuthor('ada')));
    expect(history).toEqual([ada, null, null, ada]);
  });
});

describe('any history of users', () => {
  const userId = fc.constantFrom('ada', 'bob');
  const name = fc.constantFrom('A', 'B', 'C');
  const step = fc.record({
    do: fc.constantFrom('tweet', 'tweet', 'leave', 'create', 'change', 'delete'),
    userId,
    name,
  });

  /** The rules, told in another way: who spoke last with something new has the say. */
  class Model {
    readonly said = new Map<string, string>();
    readonly users = new Map<string, string>();

    take(it: { do: string; userId: string; name: string }): void {
      const isThere = this.users.has(it.userId);
      if (it.do === 'tweet') {
        if (this.said.get(it.userId) !== it.name) this.users.set(it.userId, it.name);
        this.said.set(it.userId, it.name);
      } else if (it.do === 'leave') {
        this.said.delete(it.userId);
        this.users.delete(it.userId);
      } else if (it.do === 'delete') {
        this.users.delete(it.userId);
      } else if ((it.do === 'create') !== isThere) {
        this.users.set(it.userId, it.name);
      }
    }
  }

  function changesOf(table: UserTable, it: { do: string; userId: string; name: string }) {
    const author: Author = { ...testAuthor(it.userId), name: it.name };
    const { followerCount: _, ...user } = author;
    try {
      if (it.do === 'tweet') return userOfStatus(table, tweetBy(author));
      if (it.do === 'leave') return userOfStatus(table, userLeft(it.userId));
      if (it.do === 'create') return [createUser(table, user)];
      if (it.do === 'change') return [changeUser(table, it.userId, { name: it.name })];
      return [deleteUser(table, it.userId)];
    } catch {
      return [];
    }
  }

  it('ends as the rules say, over restarts at any time', () => {
    fc.assert(
      fc.property(fc.array(step), fc.array(fc.nat(30)), (steps, restarts) => {
        let table = createUserTable();
        const model = new Model();
        const topic: Change<User>[] = [];
        steps.forEach((it, index) => {
          if (restarts.includes(index)) {
            table = createUserTable();
            for (const change of topic) table.apply(change);
          }
          for (const change of changesOf(table, it)) {
            table.apply(change);
            topic.push(change);
          }
          model.take(it);
          for (const id of ['ada', 'bob']) {
            expect(table.get(id)?.user?.name).toBe(model.users.get(id));
          }
        });
      }),
      { numRuns: 500 },
    );
  });
});
