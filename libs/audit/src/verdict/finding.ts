import { isDeepStrictEqual } from 'node:util';
import { isWithin } from '../bounds.ts';
import type { PublishedRow } from '../published-view.ts';
import type { Possible } from '../recount/recount.ts';
import type { Fields } from '../recount/row-ledger.ts';

/** Something of a row that is not what it should be. */
export interface Finding {
  readonly key: string;
  /** A field of the row, or `row` for the row itself. */
  readonly field: string;
  readonly is: unknown;
  /** What it should be, one of these; of a count the lowest and the highest, if that is not one. */
  readonly shouldBe: readonly unknown[];
}

/** What is wrong with a row, in the order of its fields; empty when it may be as it is. */
export function findingsOf(
  key: string,
  row: PublishedRow | undefined,
  { rows, counts }: Possible,
): readonly Finding[] {
  const present = rows.filter((possible) => possible !== null);
  const of = (field: string, is: unknown, shouldBe: readonly unknown[]): Finding => ({
    key,
    field,
    is,
    shouldBe,
  });
  if (row === undefined) return rows.includes(null) ? [] : [of('row', 'missing', ['present'])];
  if (present.length === 0) return [of('row', 'present', ['missing'])];
  if (!('value' in row)) return [of('row', `unreadable: ${row.unreadable}`, ['readable'])];
  const found = fieldFindings(row.value, present).map(({ field, is, shouldBe }) =>
    of(field, is, shouldBe),
  );
  for (const [count, bounds] of counts) {
    const is = row.value[count];
    if (typeof is === 'number' && isWithin(is, bounds)) continue;
    found.push(of(count, is, [...new Set([bounds.atLeast, bounds.atMost])]));
  }
  return found;
}

/** The fields must be those of one row together; if each is of some row, it is the row that is wrong. */
function fieldFindings(is: Fields, rows: readonly Fields[]): Omit<Finding, 'key'>[] {
  const fields = Object.keys(rows[0] ?? {});
  const isSame = (field: string) => (row: Fields) => isDeepStrictEqual(row[field], is[field]);
  if (rows.some((row) => fields.every((field) => isSame(field)(row)))) return [];
  const wrong = fields.filter((field) => !rows.some(isSame(field)));
  if (wrong.length === 0) return [{ field: 'row', is, shouldBe: rows }];
  return wrong.map((field) => ({
    field,
    is: is[field],
    shouldBe: [...new Set(rows.map((row) => row[field]))],
  }));
}
