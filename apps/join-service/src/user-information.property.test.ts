import { describe, expect, it } from '@jest/globals';
import { testUser } from '@user-information/schemas/testing';
import type { CrashPoint } from '@user-information/streams-testing';
import { TopologyDriver, put, remove } from '@user-information/streams-testing';
import fc from 'fast-check';
import { testTopics } from './test-topics.ts';

type Change =
  | { of: 'user'; id: string; value: string | null }
  | { of: 'tweet'; id: string; value: string | null }
  | { of: 'follow'; id: string; value: readonly [string, string] | null }
  | { of: 'like'; id: string; value: string | null };
type Step = { of: 'step'; task: number; records: number; crash: CrashPoint | undefined };

const userId = fc.constantFrom('ann', 'bob', 'cho', 'dee', 'eli');
const id = fc.constantFrom('1', '2', '3', '4', '5', '6', '7');
const of = <K extends string>(kind: K) => fc.constant(kind);
const anything: fc.Arbitrary<Change | Step> = fc.oneof(
  fc.record({ of: of('user'), id: userId, value: fc.option(fc.constantFrom('X', 'Y')) }),
  fc.record({ of: of('tweet'), id, value: fc.option(userId) }),
  fc.record({ of: of('follow'), id, value: fc.option(fc.tuple(userId, userId)) }),
  fc.record({ of: of('like'), id, value: fc.option(userId) }),
  fc.record({
    of: of('step'),
    task: fc.nat(2),
    records: fc.integer({ min: 1, max: 15 }),
    crash: fc.constantFrom<CrashPoint | undefined>(
      undefined,
      'before-commit',
      'after-commit',
      'disk-lost',
    ),
  }),
);

/** The view told from the last change of each entity, and from nothing else. */
function recount(history: readonly (Change | Step)[]): Map<string, object> {
  const last = new Map<string, Change>();
  for (const it of history) if (it.of !== 'step') last.set(`${it.of} ${it.id}`, it);
  const live = [...last.values()].filter(({ value }) => value !== null);
  const view = new Map<string, object>();
  for (const it of live) {
    if (it.of !== 'user') continue;
    const count = (test: (other: Change) => boolean) => live.filter(test).length;
    view.set(it.id, {
      ...testUser(it.id, { name: String(it.value) }),
      tweetCount: count((other) => other.of === 'tweet' && other.value === it.id),
      followingCount: count((other) => other.of === 'follow' && other.value?.[0] === it.id),
      followerCount: count((other) => other.of === 'follow' && other.value?.[1] === it.id),
      likeCount: count((other) => other.of === 'like' && other.value === it.id),
    });
  }
  return view;
}

type Topics = Awaited<ReturnType<typeof testTopics>>;

function record(at: Topics, it: Change) {
  const createdAt = 0;
  if (it.of === 'user') {
    return it.value === null
      ? remove(at.users, it.id)
      : put(at.users, it.id, testUser(it.id, { name: it.value }));
  }
  if (it.of === 'tweet') {
    const { id: tweetId, value } = it;
    return value === null
      ? remove(at.tweets, it.id)
      : put(at.tweets, it.id, { tweetId, userId: value, text: '', createdAt });
  }
  if (it.of === 'like') {
    const { id: likeId, value } = it;
    return value === null
      ? remove(at.likes, it.id)
      : put(at.likes, it.id, { likeId, userId: value, tweetId: 't', createdAt });
  }
  if (it.value === null) return remove(at.follows, it.id);
  const [followerId, followeeId] = it.value;
  return put(at.follows, it.id, { followId: it.id, followerId, followeeId, createdAt });
}

describe('the user information view, after any history', () => {
  it('equals a recount: repeats, owner changes, tombstones of unknown keys, crashes between any steps', async () => {
    const at = await testTopics();
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { maxLength: 80, size: 'max' }), async (history) => {
        const driver = new TopologyDriver(at.topology);
        for (const it of history) {
          if (it.of === 'step') await driver.step(it.task, it.records, it.crash);
          else driver.append(record(at, it));
        }
        await driver.run();
        expect(await driver.table(at.view)).toEqual(recount(history));
        expect(driver.deadLetters()).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
