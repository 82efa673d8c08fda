import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '@user-information/observability';
import type { Logger } from '@user-information/observability';
import type { ServiceScope } from '@user-information/service';
import type { Totals } from './entity-service-metrics.ts';
import { countOf } from './count-of.ts';
import { reportTotals } from './report-totals.ts';

type CloseStep = Parameters<ServiceScope['onClose']>[0];

describe('reportTotals', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  function setUp(everySeconds: number) {
    const lines: string[] = [];
    const logger: Logger = createLogger({ name: 'shop', level: 'silent', format: 'json' });
    logger.info = (line: unknown) => void lines.push(String(line));
    const steps: CloseStep[] = [];
    const signal = new AbortController().signal;
    const scope = {
      onClose: (step: CloseStep) => void steps.push(step),
      fail: () => undefined,
      signal,
    };
    const service: { totals: Totals } = {
      totals: { published: 5, tombstones: 1, deadLetters: 0 },
    };
    reportTotals({ logger, scope }, service, everySeconds, ({ published, tombstones }) => {
      return `${countOf(published, 'price')}, ${countOf(tombstones, 'end')}`;
    });
    const close = () => steps.forEach((step) => void step());
    return { lines, service, close };
  }

  it('tells what was done since the last line, until the scope closes', () => {
    const { lines, service, close } = setUp(10);
    service.totals = { published: 2_005, tombstones: 2, deadLetters: 0 };
    jest.advanceTimersByTime(10_000);
    service.totals = { published: 2_006, tombstones: 2, deadLetters: 3 };
    jest.advanceTimersByTime(10_000);
    close();
    jest.advanceTimersByTime(60_000);
    expect(lines).toEqual([
      '2,000 prices, 1 end',
      '1 price, 0 ends; 3 dead letters since the start',
    ]);
  });

  it('says nothing every 0 seconds', () => {
    const { lines } = setUp(0);
    jest.advanceTimersByTime(60_000);
    expect(lines).toEqual([]);
  });
});
