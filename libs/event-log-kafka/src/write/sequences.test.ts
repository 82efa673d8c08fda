import { describe, expect, it } from '@jest/globals';
import { Sequences } from './sequences.ts';

const place = { topic: 'users', partition: 0 };

describe('Sequences', () => {
  it('count for each partition from 0', () => {
    const sequences = new Sequences();
    sequences.advance(place, 5);
    sequences.advance(place, 2);
    expect(sequences.next(place)).toBe(7);
    expect(sequences.next({ ...place, partition: 1 })).toBe(0);
  });

  it('begin again after 2^31 - 1, as the broker does', () => {
    const sequences = new Sequences();
    sequences.advance(place, 2 ** 31 - 1);
    expect(sequences.next(place)).toBe(2 ** 31 - 1);
    sequences.advance(place, 3);
    expect(sequences.next(place)).toBe(2);
  });
});
