import { beforeEach, describe, expect, it } from '@jest/globals';
import { CoalescedReads } from './coalesced-reads.ts';

let trips: string[][];
let reads: CoalescedReads<string>;

beforeEach(() => {
  trips = [];
  reads = new CoalescedReads(async (keys) => {
    const names = keys.map(String);
    trips.push(names);
    if (names.includes('broken')) throw new RangeError('broken');
    return names.map((name) => `value of ${name}`);
  });
});

const read = (key: string): Promise<string> => reads.read(Buffer.from(key));

describe('CoalescedReads', () => {
  it('reads together what is asked for in one turn, and answers each with its own', async () => {
    expect(await Promise.all(['a', 'b', 'a'].map(read))).toEqual([
      'value of a',
      'value of b',
      'value of a',
    ]);
    expect(trips).toEqual([['a', 'b']]);
  });

  it('makes more than one trip for many keys', async () => {
    const names = Array.from({ length: 70 }, (_, n) => `key ${n}`);
    const reading = Promise.all([...names, 'key 0', 'key 69'].map(read));
    await reads.settled();
    expect(trips.map(({ length }) => length)).toEqual([32, 32, 7]);
    expect(trips.flat().slice(0, 70).toSorted()).toEqual(names.toSorted());
    expect((await reading).slice(-2)).toEqual(['value of key 0', 'value of key 69']);
  });

  it('makes a trip for each turn', async () => {
    await read('a');
    await read('b');
    expect(trips).toEqual([['a'], ['b']]);
  });

  it('fails all reads of a trip that fails, and goes on', async () => {
    const [one, other] = await Promise.allSettled([read('a'), read('broken')]);
    expect([one.status, other.status]).toEqual(['rejected', 'rejected']);
    expect(await read('a')).toBe('value of a');
  });

  it('has settled when what was asked for is there', async () => {
    const reading = read('a');
    await reads.settled();
    expect(trips).toEqual([['a']]);
    await reading;
    await reads.settled();
  });
});
