import { describe, expect, it } from '@jest/globals';
import type { MemberDescription } from './group-member.ts';
import { GroupWatch } from './group-watch.ts';

const member = (
  address: string | null,
  active: readonly number[],
  standby: readonly number[] = [],
): MemberDescription => ({
  memberId: String(address),
  address,
  active: active.map((partition) => ({ topic: 'orders', partition })),
  standby,
});

type Answer = () => Promise<readonly MemberDescription[]>;
const told =
  (...members: readonly MemberDescription[]): Answer =>
  async () =>
    members;
const never: Answer = () => new Promise<never>(() => undefined);
const failing: Answer = () => Promise.reject(new TypeError('the log is closed'));

function watch(answers: readonly Answer[], options: Partial<Record<'everyMs', number>> = {}) {
  let asked = 0;
  const failures: unknown[] = [];
  const log = { groupMembers: () => answers[Math.min(asked++, answers.length - 1)]!() };
  const times = { everyMs: 0, everyMsWhenWrong: 0, limitMs: 30, ...options };
  const onFailure = (error: unknown) => void failures.push(error);
  const group = new GroupWatch({ log, group: 'app', ...times, onFailure });
  return { group, asked: () => asked, failures };
}

describe('GroupWatch', () => {
  it('knows nothing until it is asked to look', async () => {
    const { group } = watch([told(member('a:1', [0]))]);
    expect(group.ownerOf(0)).toBeUndefined();
    expect(group.ageMs).toBe(Infinity);
    await group.look();
    expect(group.ownerOf(0)).toBe('a:1');
    expect(group.ageMs).toBeLessThan(Infinity);
  });

  it('asks once for all who want to know', async () => {
    const { group, asked } = watch([told(member('a:1', [0]))]);
    await Promise.all(Array.from({ length: 50 }, () => group.look()));
    expect(asked()).toBe(1);
  });

  it('asks no more often than it may, and sooner where it was wrong', async () => {
    const { group, asked } = watch([told()], { everyMs: 600_000 });
    for (let turn = 0; turn < 3; turn += 1) await group.look();
    expect(asked()).toBe(1);
    await group.look({ isWrong: true });
    await group.lookAgain();
    expect(asked()).toBe(3);
  });

  it('tells who works on a partition, has a copy of it, and had it lately, in this order', async () => {
    const { group } = watch([
      told(member('a:1', [0, 1]), member('b:1', [2], [0])),
      told(member('c:1', [], [0]), member('b:1', [0]), member(null, [1])),
      told(member('c:1', []), member('b:1', [])),
    ]);
    await group.look();
    expect(group.copiesOf(0)).toEqual(['a:1', 'b:1']);
    await group.look();
    expect(group.copiesOf(0)).toEqual(['b:1', 'c:1', 'a:1']);
    expect([0, 1, 2, 3].map((partition) => group.ownerOf(partition))).toEqual([
      ...['b:1', 'a:1', 'b:1', undefined],
    ]);
    // Now it is being shared anew.
    await group.look();
    expect(group.copiesOf(0)).toEqual(['b:1', 'c:1', 'a:1']);
    expect(group.ownerOf(0)).toBe('b:1');
  });

  it('holds nobody up when the group does not answer', async () => {
    const { group, asked } = watch([told(member('a:1', [0])), never]);
    await group.look();
    await group.look();
    // If each waited, it would be for longer than this test may take.
    for (let turn = 0; turn < 10_000; turn += 1) await group.look({ isWrong: true });
    expect(group.ownerOf(0)).toBe('a:1');
    expect(asked()).toBe(2);
  });

  it('tells of the first of several failures, and goes on asking', async () => {
    const answers = [failing, failing, told(member('a:1', [0])), failing];
    const { failures, group } = watch(answers, { everyMs: 600_000 });
    await group.look();
    await group.look();
    expect(failures).toEqual([new TypeError('the log is closed')]);
    await group.look();
    expect(group.ownerOf(0)).toBe('a:1');
    await group.look({ isWrong: true });
    expect(failures).toHaveLength(2);
    expect(group.ownerOf(0)).toBe('a:1');
  });
});
