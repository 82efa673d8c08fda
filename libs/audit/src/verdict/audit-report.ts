import type { Bounds } from '../bounds.ts';
import type { Finding } from './finding.ts';

/** Offsets of the next records by topic, in the order of the partitions. */
export type Offsets = Readonly<Record<string, readonly number[]>>;

/** A sum over all rows of the view, and what it may be by the recount. */
export interface SumReport extends Bounds {
  readonly is: number;
}

/** What a complete audit found. */
export interface Verdict {
  readonly completedAtMs: number;
  readonly rowsChecked: number;
  readonly rowsWrong: number;
  /** By count. */
  readonly sums: ReadonlyMap<string, SumReport>;
  /** How many entities live, by topic. */
  readonly live: ReadonlyMap<string, number>;
  /** The view up to `view` was compared with what the sources told between `from` and `to`. */
  readonly positions: { readonly from: Offsets; readonly view: Offsets; readonly to: Offsets };
  /** Some of what is wrong. */
  readonly examples: readonly Finding[];
}

/** An audit's state, as JSON. */
export interface AuditReport {
  /** `unknown` until an audit is complete. */
  readonly verdict: 'right' | 'wrong' | 'unknown';
  /** ISO 8601. */
  readonly completedAt: string | null;
  /** How long ago that was. */
  readonly ageSeconds: number | null;
  /** What the next audit waits for, in words; null when it waits for nothing. */
  readonly waitsFor: string | null;
  readonly rowsChecked: number;
  readonly rowsWrong: number;
  readonly sums: Readonly<Record<string, SumReport>>;
  readonly live: Readonly<Record<string, number>>;
  readonly positions: Verdict['positions'] | null;
  readonly examples: readonly Finding[];
}

/** Whether nothing is wrong: no row, and no sum. */
export function isRight({ rowsWrong, sums }: Verdict): boolean {
  return (
    rowsWrong === 0 &&
    [...sums.values()].every(({ is, atLeast, atMost }) => is >= atLeast && is <= atMost)
  );
}

export function auditReport(verdict: Verdict | null, waitsFor: string | null): AuditReport {
  const { rowsChecked = 0, rowsWrong = 0, positions = null, examples = [] } = verdict ?? {};
  const completedAtMs = verdict?.completedAtMs ?? null;
  return {
    verdict: verdict === null ? 'unknown' : isRight(verdict) ? 'right' : 'wrong',
    completedAt: completedAtMs === null ? null : new Date(completedAtMs).toISOString(),
    ageSeconds: completedAtMs === null ? null : (Date.now() - completedAtMs) / 1000,
    waitsFor,
    rowsChecked,
    rowsWrong,
    sums: Object.fromEntries(verdict?.sums ?? []),
    live: Object.fromEntries(verdict?.live ?? []),
    positions,
    examples,
  };
}
