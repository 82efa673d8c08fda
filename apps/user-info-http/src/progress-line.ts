import type { UpdateSummary } from '@user-information/view-http';

// Made once: to make one blocks the process for some milliseconds.
const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** `1,234 rows, 56 updates/s, 95 % of them served within 7 ms` */
export function progressLine(
  rows: number | null,
  { appliedCount, updateLatencyP95Ms }: UpdateSummary,
  seconds: number,
): string {
  const parts = [
    rows === null ? 'counting rows' : `${number.format(rows)} rows`,
    `${number.format(appliedCount / seconds)} updates/s`,
  ];
  if (updateLatencyP95Ms !== null) {
    parts.push(`95 % of them served within ${number.format(updateLatencyP95Ms)} ms`);
  }
  return parts.join(', ');
}
