import type { Logger } from '@user-information/observability';
import type { Totals } from './entity-service-metrics.ts';

export interface ProgressOptions {
  readonly logger: Logger;
  /** 0 reports nothing. */
  readonly everySeconds: number;
  readonly totals: () => Totals;
  /** The line, from what was done since the last one. */
  readonly line: (done: Totals) => string;
}

/** Tells a person from time to time what a service is doing. Returns what stops it. */
export function reportProgress(options: ProgressOptions): () => void {
  const { logger, everySeconds, totals, line } = options;
  if (everySeconds === 0) return () => undefined;
  let before = totals();
  const timer = setInterval(() => {
    const now = totals();
    logger.info(line(difference(now, before)));
    before = now;
  }, everySeconds * 1000);
  return () => clearInterval(timer);
}

function difference(now: Totals, before: Totals): Totals {
  return {
    published: now.published - before.published,
    tombstones: now.tombstones - before.tombstones,
    deadLetters: now.deadLetters - before.deadLetters,
  };
}

/** A number with its noun, as in `1 follow` and `2,000 follows`. */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
