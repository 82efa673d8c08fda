import type { Logger } from '@user-information/observability';
import type { Streams } from '@user-information/streams';

/** Tells every so many seconds, in a line, what was joined; 0: never. Returns how to end it. */
export function reportProgress(
  streams: Pick<Streams, 'totals'>,
  logger: Logger,
  seconds: number,
): () => void {
  if (seconds === 0) return () => undefined;
  let last = streams.totals();
  const timer = setInterval(() => {
    const now = streams.totals();
    logger.info(
      progressLine(now.records - last.records, now.deadLetters - last.deadLetters, seconds),
    );
    last = now;
  }, seconds * 1000);
  return () => clearInterval(timer);
}

/** `1,234 records joined (123/s)`, and the dead letters if there were any. */
export function progressLine(records: number, deadLetters: number, seconds: number): string {
  const count = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
  const joined = `${count.format(records)} records joined (${count.format(records / seconds)}/s)`;
  return deadLetters === 0 ? joined : `${joined}, ${count.format(deadLetters)} dead letters`;
}
