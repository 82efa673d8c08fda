import { describe, expect, it } from '@jest/globals';
import type { MemberDescription } from '@user-information/event-log';
import { Instances } from './instances.ts';

const member = (address: string): MemberDescription => ({
  memberId: address,
  address,
  active: [{ topic: 'orders', partition: 0 }],
  standby: [1],
});

function instances(answers: readonly (() => Promise<readonly MemberDescription[]>)[]) {
  let asked = 0;
  const groupMembers = () => answers[Math.min(asked++, answers.length - 1)]!();
  const times = { keptMs: 0, keptWhenWrongMs: 0, usableMs: 60_000, timeoutMs: 30 };
  const all = new Instances({ log: { groupMembers }, group: 'app', ...times });
  return { all, asked: () => asked };
}

const never = () => new Promise<never>(() => undefined);

describe('Instances', () => {
  it('tells what it knows at once, and asks again meanwhile', async () => {
    const { all } = instances([async () => [member('a:1')], async () => [member('b:1')]]);
    expect(await all.ownerOf(0)).toBe('a:1');
    expect(await all.ownerOf(0)).toBe('a:1');
    expect(await all.ownerOf(0)).toBe('b:1');
    expect(await all.standbyOf(1)).toBe('b:1');
    expect(await all.standbyOf(0)).toBeUndefined();
  });

  it('waits for the group when what it knows is wrong', async () => {
    const { all } = instances([async () => [member('a:1')], async () => [member('b:1')]]);
    await all.all();
    expect(await all.ownerOf(0, { isWrong: true })).toBe('b:1');
  });

  it('asks once for all who want to know', async () => {
    const { all, asked } = instances([async () => [member('a:1')]]);
    await Promise.all(Array.from({ length: 50 }, () => all.ownerOf(0)));
    expect(asked()).toBe(1);
  });

  it('holds nobody up when the group does not answer', async () => {
    const { all, asked } = instances([async () => [member('a:1')], never]);
    await all.all();
    expect(await all.ownerOf(0, { isWrong: true })).toBe('a:1');
    // If each waited, it would be for longer than this test may take.
    for (let turn = 0; turn < 10_000; turn += 1) await all.ownerOf(0, { isWrong: true });
    expect(asked()).toBe(2);
  });

  it('asks again after a failure', async () => {
    const failing = () => Promise.reject(new TypeError('the log is closed'));
    const { all } = instances([failing, async () => [member('a:1')]]);
    expect(await all.ownerOf(0)).toBeUndefined();
    expect(await all.ownerOf(0)).toBe('a:1');
  });
});
