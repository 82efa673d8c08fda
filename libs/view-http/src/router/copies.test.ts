import { describe, expect, it } from '@jest/globals';
import { Copies } from './copies.ts';

function copies(told: readonly (readonly string[])[], avoidedMs = 60_000) {
  let at = 0;
  const looked: string[] = [];
  const group = {
    members: [{ memberId: 'a', address: 'a:1', active: [], standby: [] }],
    copiesOf: () => told[at] ?? [],
    look: async ({ isWrong = false } = {}) => void looked.push(isWrong ? 'wrong' : 'look'),
    lookAgain: async () => {
      at += 1;
    },
  };
  return { all: new Copies({ group, avoidedMs }), looked };
}

describe('Copies', () => {
  it('are asked in the order that the group tells', async () => {
    expect(await copies([['a:1', 'b:1', 'c:1']]).all.of(0)).toEqual(['a:1', 'b:1', 'c:1']);
  });

  it('are asked last once they failed, until they answer or enough time is over', async () => {
    const { all, looked } = copies([['a:1', 'b:1', 'c:1']]);
    all.failed(0, 'a:1');
    expect(looked).toEqual(['wrong']);
    expect(await all.of(0)).toEqual(['b:1', 'c:1', 'a:1']);
    expect(await all.of(1)).toEqual(['a:1', 'b:1', 'c:1']);
    all.answered(0, 'a:1');
    expect(await all.of(0)).toEqual(['a:1', 'b:1', 'c:1']);

    const forgiving = copies([['a:1', 'b:1']], -1).all;
    forgiving.failed(0, 'a:1');
    expect(await forgiving.of(0)).toEqual(['a:1', 'b:1']);
  });

  it('have another one only if the group knows of it, now or when it is asked again', async () => {
    expect(await copies([['a:1', 'b:1']]).all.other(0, 'a:1')).toBe('b:1');
    expect(await copies([['a:1'], ['b:1']]).all.other(0, 'a:1')).toBe('b:1');
    expect(await copies([['a:1'], ['a:1']]).all.other(0, 'a:1')).toBeUndefined();
  });
});
