import { reportProgress } from '@user-information/service';
import { countOf } from './count-of.ts';
import type { Totals } from './entity-service-metrics.ts';
import type { EntityService } from './entity-service.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * Tells a person from time to time what a service did since the last time, until its scope closes.
 *
 * @param everySeconds 0 for never
 * @param line the words, from what was done
 */
export function reportTotals<V>(
  context: Pick<ServiceContext, 'logger' | 'scope'>,
  service: Pick<EntityService<V>, 'totals'>,
  everySeconds: number,
  line: (done: Totals) => string,
): void {
  let before = service.totals;
  const next = (): string => {
    const now = service.totals;
    const done = difference(now, before);
    before = now;
    return line(done) + deadLetterText(now);
  };
  reportProgress({ ...context, everySeconds, line: next });
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
