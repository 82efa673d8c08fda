import type { Logger } from '@user-information/observability';
import type { UpdateSummary, View } from '@user-information/view-http';

/** Tells every so many seconds, in a line, how the view is doing; 0: never. Returns how to end it. */
export function reportProgress(
  view: Pick<View, 'rowCount' | 'takeSummary'>,
  logger: Pick<Logger, 'info'>,
  seconds: number,
): () => void {
  if (seconds === 0) return () => undefined;
  const timer = setInterval(() => {
    logger.info(progressLine(view.rowCount(), view.takeSummary(), seconds));
  }, seconds * 1000);
  return () => clearInterval(timer);
}

/** `1,234 rows, 56 updates/s, 95 % of them served within 7 ms` */
export function progressLine(
  rows: number | null,
  { appliedCount, updateLatencyP95Ms }: UpdateSummary,
  seconds: number,
): string {
  const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
  const parts = [
    rows === null ? 'counting rows' : `${number.format(rows)} rows`,
    `${number.format(appliedCount / seconds)} updates/s`,
  ];
  if (updateLatencyP95Ms !== null) {
    parts.push(`95 % of them served within ${number.format(updateLatencyP95Ms)} ms`);
  }
  return parts.join(', ');
}
