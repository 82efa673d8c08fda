import { describe, expect, it } from '@jest/globals';
import { assignGroup } from './assign-group.ts';
import type { MemberInfo } from './member-format.ts';

const info = (change: Partial<MemberInfo> = {}): MemberInfo => ({
  topics: ['wide', 'narrow'],
  address: null,
  sharing: 'shared',
  standbyReplicas: 0,
  owned: [],
  copies: null,
  ...change,
});
const counts = new Map([
  ['wide', 4],
  ['narrow', 2],
]);

describe('assignGroup', () => {
  it('gives a number of every topic that has it to the same member', () => {
    const assigned = assignGroup(
      new Map([
        ['a', info()],
        ['b', info()],
      ]),
      counts,
    );
    for (const { active } of assigned.values()) {
      const numbers = (topic: string) =>
        active.filter((one) => one.topic === topic).map(({ partition }) => partition);
      expect(numbers('wide')).toHaveLength(2);
      expect(numbers('narrow')).toEqual(numbers('wide').filter((partition) => partition < 2));
    }
  });

  it('gives a member no partition of a topic that it does not read', () => {
    const members = new Map([['old', info({ topics: ['wide'] })]]);
    const active = assignGroup(members, counts).get('old')?.active ?? [];
    expect(active.map(({ topic }) => topic)).toEqual(['wide', 'wide', 'wide', 'wide']);
  });

  it('keeps as many standbys as the member that wants most', () => {
    const members = new Map([
      ['a', info()],
      ['b', info({ standbyReplicas: 1 })],
    ]);
    const standbys = [...assignGroup(members, counts).values()].flatMap(({ standby }) => standby);
    expect(standbys.sort()).toEqual([0, 1, 2, 3]);
  });

  it('gives all to one when a member wants it so', () => {
    const members = new Map([
      ['a', info()],
      ['b', info({ sharing: 'exclusive' })],
    ]);
    const sizes = [...assignGroup(members, counts).values()].map(({ active }) => active.length);
    expect(sizes.sort()).toEqual([0, 6]);
  });
});
