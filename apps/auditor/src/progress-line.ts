import type { AuditReport } from '@user-information/audit';

const count = new Intl.NumberFormat('en-US');

/** `1,234 users recounted: all right`, how many are wrong, or what there is to wait for. */
export function progressLine({
  verdict,
  rowsChecked,
  rowsWrong,
  waitsFor,
}: Pick<AuditReport, 'verdict' | 'rowsChecked' | 'rowsWrong' | 'waitsFor'>): string {
  const waits = waitsFor === null ? '' : `; ${waitsFor}`;
  if (verdict === 'unknown') return `no audit yet${waits}`;
  const found = verdict === 'right' ? 'all right' : `${count.format(rowsWrong)} WRONG`;
  return `${count.format(rowsChecked)} users recounted: ${found}${waits}`;
}
