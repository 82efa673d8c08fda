import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Author, Status } from '../status.ts';
import { fakerStatuses } from './faker-statuses.ts';

const EARLIEST_JOINED = Date.UTC(2007, 0, 1);
const AWKWARD = /adolf|cum|dick|fanny|hell|jesus|kill|shit|sex|slut|wank/i;

describe('fakerStatuses', () => {
  it('is a pure function of seed, users and step: a restart goes on with the same statuses', () => {
    const options = fc.record({ seed: fc.integer(), users: fc.integer({ min: 1, max: 2_000 }) });
    const step = fc.nat(100_000);
    fc.assert(
      fc.property(options, step, step, fc.nat(), (same, first, second, createdAtMs) => {
        const before = fakerStatuses(same);
        before(second, 0);
        expect(before(first, createdAtMs)).toEqual(fakerStatuses(same)(first, createdAtMs));
      }),
      { numRuns: 50 },
    );
  });

  it('introduces the users first, the most followed at the head, with the ids from 1001 on', () => {
    const statuses = take({ seed: 42 }, 1_000);
    expect(statuses.map((status) => status.userId)).toEqual(
      Array.from({ length: 1_000 }, (_, index) => String(1001 + index)),
    );
    const counts = statuses.map((status) => status.author?.followerCount ?? -1);
    expect(counts[0]).toBe(Math.max(...counts));
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(0);
    expect(counts[0]).toBeLessThan(1_000);
    expect(counts.toSorted((a, b) => a - b)[500]).toBeLessThan(10);
  });

  it('fills the fields of each type of status, and only those', () => {
    const byType = new Map(take({ seed: 1 }, 3_000).map((status) => [status.type, status]));
    const id = expect.stringMatching(/^\d+$/);
    const nothing = { tweetId: null, text: null, author: null };
    const createdAt = expect.any(Number);
    expect(byType.get('userLeft')).toEqual({ ...nothing, type: 'userLeft', userId: id, createdAt });
    expect(byType.get('tweetDeleted')).toEqual({
      ...nothing,
      type: 'tweetDeleted',
      tweetId: id,
      userId: id,
      createdAt,
    });
    const tweet = byType.get('tweet') as Status;
    expect(tweet).toEqual({
      type: 'tweet',
      tweetId: id,
      userId: tweet.author?.userId,
      text: expect.any(String),
      createdAt,
      author: expect.anything(),
    });
  });

  it('gives each tweet an id of its own and deletes only ids that it gave, by their author', () => {
    const authors = new Map<string | null, string | null>();
    for (const status of take({ seed: 5, users: 100 }, 10_000)) {
      if (status.type === 'tweet') {
        expect(authors.has(status.tweetId)).toBe(false);
        authors.set(status.tweetId, status.userId);
      } else if (status.type === 'tweetDeleted') {
        expect(authors.get(status.tweetId)).toBe(status.userId);
      }
    }
  });

  it('fills in profiles as X does: whole, some fields empty, and unique user names', () => {
    const authors = take({ seed: 42 }, 1_000).map((status) => status.author as Author);
    const share = (field: keyof Author) =>
      authors.filter((author) => author[field] === null).length / authors.length;
    expect(new Set(authors.map((author) => author.username)).size).toBe(1_000);
    for (const field of ['userId', 'username', 'name', 'joinedDate', 'followerCount'] as const) {
      expect(share(field)).toBe(0);
    }
    for (const field of ['description', 'location', 'webPageUrl', 'profileImageUrl'] as const) {
      expect(share(field)).toBeGreaterThan(0.01);
      expect(share(field)).toBeLessThan(0.6);
    }
    for (const { username, joinedDate, ...author } of authors) {
      expect(username).toMatch(/^[a-z_]+\d+$/);
      expect(username.length).toBeLessThanOrEqual(15);
      expect(joinedDate).toBeGreaterThanOrEqual(EARLIEST_JOINED);
      const urls = [author.webPageUrl, author.profileImageUrl, author.backgroundImageUrl];
      for (const url of urls) if (url !== null) expect(new URL(url).host).toMatch(/\.example$/);
    }
  });

  it('has users edit their profiles, one field at a time, and a few tweets show it', () => {
    const last = new Map<string, Author>();
    const edits: string[][] = [];
    for (const { author } of take({ seed: 2, users: 50 }, 20_000)) {
      if (author === null) continue;
      edits.push(changedFields(last.get(author.userId) ?? author, author));
      last.set(author.userId, author);
    }
    expect([...new Set(edits.flat())].toSorted()).toEqual([
      'backgroundImageUrl',
      'description',
      'location',
      'name',
      'profileImageUrl',
      'webPageUrl',
    ]);
    const shown = edits.filter((fields) => fields.length > 0);
    expect(shown.length / edits.length).toBeGreaterThan(0.02);
    expect(shown.length / edits.length).toBeLessThan(0.1);
    // More than one only where nobody saw a user for longer than they went without an edit.
    expect(shown.filter((fields) => fields.length === 1).length / shown.length).toBeGreaterThan(
      0.8,
    );
  });

  it('says nothing that would embarrass a speaker, nor more than fits into a tweet', () => {
    for (const status of take({ seed: 7, users: 2_000 }, 6_000)) {
      if (status.author === null) continue;
      const { name, username, location } = status.author;
      expect(`${name} ${username} ${location}`).not.toMatch(AWKWARD);
      expect(status.text?.length).toBeLessThanOrEqual(280);
    }
  });

  it.each([0, -1, 1.5, 1_000_001])('refuses %p users', (users) => {
    expect(() => fakerStatuses({ seed: 1, users })).toThrow(`The number of users is ${users};`);
  });

  it('refuses a seed that is no whole number', () => {
    expect(() => fakerStatuses({ seed: Number.NaN })).toThrow('The seed is NaN;');
  });
});

function take(options: Parameters<typeof fakerStatuses>[0], steps: number): Status[] {
  const at = fakerStatuses(options);
  return Array.from({ length: steps }, (_, step) => at(step, 1_700_000_000_000 + step));
}

/** The fields of the profile that differ; follower counts waver with each revision. */
function changedFields(before: Author, after: Author): string[] {
  const fields = Object.keys(before) as (keyof Author)[];
  return fields.filter((field) => field !== 'followerCount' && before[field] !== after[field]);
}
