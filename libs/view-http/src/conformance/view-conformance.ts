import { describe, jest } from '@jest/globals';
import { badRequestTests } from './bad-requests.ts';
import { batchTests } from './batches.ts';
import { conditionalTests } from './conditional.ts';
import { eventTests } from './events.ts';
import { explainingTests } from './explaining.ts';
import { fieldTests } from './fields.ts';
import { gettingTests } from './getting.ts';
import { lackingTests } from './lacking.ts';
import { listingTests } from './listing.ts';
import type { ViewConformanceOptions } from './options.ts';
import { positionTests } from './positions.ts';
import { readinessTests } from './readiness.ts';
import { createSuite } from './suite.ts';

const defaultTimeoutMs = 300_000;

/**
 * Declares, under Jest, the tests that every way to serve a view must pass, whatever is behind its
 * URL. A mode brings what `ServedView` asks for: where it is, and how rows get into the topic behind it;
 * `lacks` names what it can't do. Ids are new in each test, so the view may be one that lives on.
 */
export function viewConformance(options: ViewConformanceOptions): void {
  const { lacks = [], name, timeoutMs = defaultTimeoutMs } = options;
  describe(`${name} serves a view`, () => {
    jest.setTimeout(timeoutMs);
    const suite = createSuite(options);
    gettingTests(suite);
    conditionalTests(suite);
    fieldTests(suite);
    listingTests(suite);
    batchTests(suite);
    if (!lacks.includes('positions')) positionTests(suite);
    if (!lacks.includes('events')) eventTests(suite);
    if (!lacks.includes('explain')) explainingTests(suite);
    badRequestTests(suite);
    readinessTests(options);
    lackingTests(suite, lacks);
  });
}
