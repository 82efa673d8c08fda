import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assignPartitions } from './assign-partitions.ts';
import type { MemberAssignment, MemberState } from './member-state.ts';

const shared = (partitions: number, standbyReplicas = 0) =>
  ({ partitions, sharing: 'shared', standbyReplicas }) as const;

/** A member with complete copies of what it owns and of `warm`, and 50,000 records behind elsewhere. */
function member(
  memberId: string,
  owned: number[],
  warm: number[] = [],
  partitions = 8,
): MemberState {
  const copies = Array.from({ length: partitions }, (_, partition) => ({
    partition,
    recordsBehind: owned.includes(partition) || warm.includes(partition) ? 0 : 50_000,
  }));
  return { memberId, owned, copies };
}

function active(result: ReadonlyMap<string, MemberAssignment>): Record<string, readonly number[]> {
  return Object.fromEntries([...result].map(([id, assigned]) => [id, assigned.active]));
}

/** What the group looks like once every member has what it was assigned. */
function settled(
  result: ReadonlyMap<string, MemberAssignment>,
  partitions: number,
  gone?: string,
): MemberState[] {
  return [...result]
    .filter(([id]) => id !== gone)
    .map(([id, { active: owned, standby }]) => member(id, [...owned], [...standby], partitions));
}

describe('assignPartitions', () => {
  it('gives a lone member everything and no standby, as there is nobody for it', () => {
    expect(assignPartitions([member('a', [])], shared(3, 1))).toEqual(
      new Map([['a', { active: [0, 1, 2], standby: [] }]]),
    );
  });

  it('has nothing to say about a group without members', () => {
    expect(assignPartitions([], shared(3)).size).toBe(0);
  });

  it('moves one number of three when a member leaves, and one when it returns', () => {
    const three = [member('a', [0]), member('b', [1]), member('c', [2])];
    const without = assignPartitions(three.slice(0, 2), shared(3));
    expect(
      [...(without.get('a')?.active ?? []), ...(without.get('b')?.active ?? [])].sort(),
    ).toEqual([0, 1, 2]);
    expect(without.get('a')?.active).toContain(0);
    expect(without.get('b')?.active).toContain(1);
    const back = [...settled(without, 3), member('c', [], [2])];
    expect(active(assignPartitions(back, shared(3)))).toEqual({ a: [0], b: [1], c: [2] });
  });

  it('gives the numbers of a member that died to its standbys', () => {
    const first = assignPartitions(
      [member('a', []), member('b', []), member('c', [])],
      shared(6, 1),
    );
    const survivors = settled(first, 6, 'a');
    const second = assignPartitions(survivors, shared(6, 1));
    for (const { memberId, copies } of survivors) {
      for (const partition of second.get(memberId)?.active ?? []) {
        expect(copies?.find((copy) => copy.partition === partition)?.recordsBehind).toBe(0);
      }
    }
  });

  it('warms a new member up before it gives it anything', () => {
    const joined = [member('a', [0, 1, 2, 3]), member('b', [])];
    const first = assignPartitions(joined, shared(4));
    expect(first.get('a')?.active).toEqual([0, 1, 2, 3]);
    expect(first.get('b')?.standby).toHaveLength(2);
    const second = assignPartitions(settled(first, 4), shared(4));
    expect(second.get('b')).toEqual({ active: first.get('b')?.standby, standby: [] });
    expect(second.get('a')?.active).toHaveLength(2);
  });

  it('gives a new member its share at once where there is little to restore', () => {
    const copies = [0, 1, 2, 3].map((partition) => ({ partition, recordsBehind: 500 }));
    const result = assignPartitions(
      [member('a', [0, 1, 2, 3]), { memberId: 'b', owned: [], copies }],
      shared(4),
    );
    expect(result.get('b')?.active).toHaveLength(2);
  });

  it('gives nobody two standbys while another has none', () => {
    const three = [member('a', [0]), member('b', [1]), member('c', [2])];
    const result = assignPartitions(three, shared(3, 1));
    expect([...result.values()].map(({ standby }) => standby.length)).toEqual([1, 1, 1]);
  });

  it('evens out by copies for the idlest of what the busiest has', () => {
    let members = [
      member('a', [2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [], 12),
      member('b', [1], [], 12),
      member('c', [0], [1], 12),
      member('d', [], [0], 12),
    ];
    for (let step = 0; step < 6; step += 1) {
      members = settled(assignPartitions(members, shared(12)), 12);
    }
    expect(members.map(({ owned }) => owned.length)).toEqual([3, 3, 3, 3]);
  });

  it('balances members that keep no state', () => {
    const stateless = ['a', 'b', 'c'].map((memberId) => ({ memberId, owned: [], copies: null }));
    const result = assignPartitions(stateless, shared(6));
    expect([...result.values()].map(({ active: numbers }) => numbers.length)).toEqual([2, 2, 2]);
  });

  it('gives an exclusive group to one member, which keeps it', () => {
    const members = ['a', 'b'].map((memberId) => ({
      memberId,
      owned: [] as number[],
      copies: null,
    }));
    const options = { partitions: 3, sharing: 'exclusive', standbyReplicas: 0 } as const;
    expect(active(assignPartitions(members, options))).toEqual({ a: [0, 1, 2], b: [] });
    members[1]?.owned.push(0, 1, 2);
    expect(active(assignPartitions(members, options))).toEqual({ a: [], b: [0, 1, 2] });
  });
});

const group = fc
  .record({
    partitions: fc.integer({ min: 1, max: 12 }),
    names: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 6,
    }),
    replicas: fc.nat(3),
  })
  .chain(({ partitions, names, replicas }) =>
    fc.record({
      partitions: fc.constant(partitions),
      replicas: fc.constant(replicas),
      members: fc.tuple(
        ...names.map((memberId) =>
          fc.record({
            memberId: fc.constant(memberId),
            owned: fc.uniqueArray(fc.nat(partitions - 1)),
            copies: fc.option(
              fc.array(
                fc.record({ partition: fc.nat(partitions - 1), recordsBehind: fc.nat(30_000) }),
              ),
            ),
          }),
        ),
      ),
    }),
  );

describe('assignPartitions, whatever the members say', () => {
  it('gives each number to exactly one member, with as many standbys elsewhere as there can be', () => {
    fc.assert(
      fc.property(group, ({ partitions, members, replicas }) => {
        const result = assignPartitions(members, shared(partitions, replicas));
        const all = [...result.values()];
        const numbers = Array.from({ length: partitions }, (_, partition) => partition);
        expect(all.flatMap((assigned) => assigned.active).sort((a, b) => a - b)).toEqual(numbers);
        for (const partition of numbers) {
          const standbys = all.filter(({ standby }) => standby.includes(partition));
          expect(standbys.length).toBeGreaterThanOrEqual(Math.min(replicas, members.length - 1));
          expect(standbys.some((assigned) => assigned.active.includes(partition))).toBe(false);
        }
        for (const { standby } of all) expect(new Set(standby).size).toBe(standby.length);
      }),
    );
  });

  it('gives no number to a stale copy while a complete one is there', () => {
    fc.assert(
      fc.property(group, ({ partitions, members }) => {
        const result = assignPartitions(members, shared(partitions));
        const lag = (id: string, partition: number) => {
          const copies = members.find(({ memberId }) => memberId === id)?.copies;
          if (copies === null) return 0;
          return copies?.find((copy) => copy.partition === partition)?.recordsBehind ?? Infinity;
        };
        for (const [id, { active: numbers }] of result) {
          for (const partition of numbers) {
            const best = Math.min(...members.map(({ memberId }) => lag(memberId, partition)));
            expect(best > 10_000 || lag(id, partition) <= 10_000).toBe(true);
          }
        }
      }),
    );
  });

  it('evens out in the end, and then changes nothing while nothing changes', () => {
    fc.assert(
      fc.property(group, ({ partitions, members, replicas }) => {
        const options = shared(partitions, replicas);
        let result = assignPartitions(members, options);
        for (let step = 0; step <= partitions; step++) {
          result = assignPartitions(settled(result, partitions), options);
        }
        const loads = [...result.values()].map((assigned) => assigned.active.length);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
        const copies = Math.min(replicas, members.length - 1) * partitions;
        const share = Math.ceil(copies / members.length);
        for (const { standby } of result.values()) {
          expect(standby.length).toBeLessThanOrEqual(share);
        }
        expect(assignPartitions(settled(result, partitions), options)).toEqual(result);
      }),
    );
  });
});
