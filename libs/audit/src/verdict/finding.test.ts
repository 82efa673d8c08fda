import { describe, expect, it } from '@jest/globals';
import type { Fields } from '../recount/row-ledger.ts';
import { findingsOf } from './finding.ts';

const ann = { name: 'Ann', place: 'here' };
const row = { ...ann, posts: 2 };
const possible = (rows: readonly (Fields | null)[], atLeast = 2, atMost = 2) => ({
  rows,
  counts: new Map([['posts', { atLeast, atMost }]]),
});

describe('findingsOf', () => {
  it('finds nothing in a row that may be so', () => {
    expect(findingsOf('ann', { value: row }, possible([ann]))).toEqual([]);
    expect(findingsOf('ann', undefined, possible([ann, null]))).toEqual([]);
    expect(findingsOf('ann', { value: row }, possible([null, ann], 1, 3))).toEqual([]);
  });

  it('tells what a field is, and all that it may be', () => {
    const bob = { name: 'Bob', place: 'here' };
    expect(
      findingsOf('ann', { value: { name: 'Cho', place: 'here', posts: 4 } }, possible([ann, bob])),
    ).toEqual([
      { key: 'ann', field: 'name', is: 'Cho', shouldBe: ['Ann', 'Bob'] },
      { key: 'ann', field: 'posts', is: 4, shouldBe: [2] },
    ]);
    expect(findingsOf('ann', { value: { ...row, posts: 0 } }, possible([ann], 1, 3))).toEqual([
      { key: 'ann', field: 'posts', is: 0, shouldBe: [1, 3] },
    ]);
  });

  it('wants the fields of one row together', () => {
    const rows = [ann, { name: 'Bob', place: 'there' }];
    const mixed = { name: 'Ann', place: 'there', posts: 2 };
    expect(findingsOf('ann', { value: mixed }, possible(rows))).toEqual([
      { key: 'ann', field: 'row', is: mixed, shouldBe: rows },
    ]);
  });

  it('finds rows that are missing, too much, or unreadable', () => {
    expect(findingsOf('ann', undefined, possible([ann]))).toMatchObject([
      { field: 'row', is: 'missing', shouldBe: ['present'] },
    ]);
    expect(findingsOf('ann', { value: row }, possible([null]))).toMatchObject([
      { field: 'row', is: 'present', shouldBe: ['missing'] },
    ]);
    expect(findingsOf('ann', { unreadable: 'no Avro' }, possible([ann]))).toMatchObject([
      { field: 'row', is: 'unreadable: no Avro', shouldBe: ['readable'] },
    ]);
  });
});
