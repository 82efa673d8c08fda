import type { Totals } from './entity-service-metrics.ts';
import type { EntityService } from './entity-service.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * Tells a person from time to time what a service did since the last time, until its scope closes.
 *
 * @param everySeconds 0 for never
 * @param line the words, from what was done
 */
export function reportProgress<V>(
  { logger, scope }: Pick<ServiceContext, 'logger' | 'scope'>,
  service: Pick<EntityService<V>, 'totals'>,
  everySeconds: number,
  line: (done: Totals) => string,
): void {
  if (everySeconds === 0) return;
  let before = service.totals;
  const timer = setInterval(() => {
    const now = service.totals;
    logger.info(line(difference(now, before)) + deadLetterText(now));
    before = now;
  }, everySeconds * 1000);
  scope.onClose(() => clearInterval(timer));
}

function difference(now: Totals, before: Totals): Totals {
  return {
    published: now.published - before.published,
    tombstones: now.tombstones - before.tombstones,
    deadLetters: now.deadLetters - before.deadLetters,
  };
}

/** Worth a word as long as there are any. */
function deadLetterText({ deadLetters }: Totals): string {
  return deadLetters === 0 ? '' : `; ${countOf(deadLetters, 'dead letter')} since the start`;
}

/** A number with its noun, as in `1 follow` and `2,000 follows`. */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
