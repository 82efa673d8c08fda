import { describe, expect, it } from '@jest/globals';
import type { MemberDescription } from '@user-information/event-log';
import { GroupWatch } from '@user-information/event-log';
import { Instances } from './instances.ts';

const member = (address: string): MemberDescription => ({
  memberId: address,
  address,
  active: [{ topic: 'orders', partition: 0 }],
  standby: [1],
});

function instances(...answers: readonly Promise<readonly MemberDescription[]>[]): Instances {
  let asked = 0;
  const log = { groupMembers: async () => answers[Math.min(asked++, answers.length - 1)]! };
  const times = { everyMs: 0, everyMsWhenWrong: 0, limitMs: 60_000 };
  const group = new GroupWatch({ log, group: 'app', ...times });
  return new Instances({ group, usableMs: 60_000 });
}

describe('Instances', () => {
  it('tells what it knows at once, and waits for the group when that is wrong', async () => {
    const second = Promise.withResolvers<readonly MemberDescription[]>();
    const all = instances(Promise.resolve([member('a:1')]), second.promise);
    expect(await all.ownerOf(0)).toBe('a:1');
    expect(await all.ownerOf(0)).toBe('a:1');
    const better = all.ownerOf(0, { isWrong: true });
    second.resolve([member('b:1')]);
    expect(await better).toBe('b:1');
    expect(await all.standbyOf(1)).toBe('b:1');
    expect(await all.standbyOf(0)).toBeUndefined();
  });

  it('are told in the order of their addresses', async () => {
    const members = [member('b:1'), member('a:2'), member('a:1')];
    const all = await instances(Promise.resolve(members)).all();
    expect(all.map(({ address }) => address)).toEqual(['a:1', 'a:2', 'b:1']);
  });
});
