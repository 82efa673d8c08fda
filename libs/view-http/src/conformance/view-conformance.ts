import { describe, jest } from '@jest/globals';
import { badRequestTests } from './bad-requests.ts';
import { batchTests } from './batches.ts';
import { conditionalTests } from './conditional.ts';
import { fieldTests } from './fields.ts';
import { gettingTests } from './getting.ts';
import { listingTests } from './listing.ts';
import type { ViewConformanceOptions } from './options.ts';
import { positionTests } from './positions.ts';
import { readinessTests } from './readiness.ts';
import { createSuite } from './suite.ts';

const defaultTimeoutMs = 60_000;

/**
 * Declares, under Jest, the tests that every way to serve a view must pass, whatever is behind its
 * URL. Ids are new in each test, so the view may be one that lives on.
 */
export function viewConformance(options: ViewConformanceOptions): void {
  const { name, startUnready, timeoutMs = defaultTimeoutMs } = options;
  describe(`${name} serves a view`, () => {
    jest.setTimeout(timeoutMs);
    const suite = createSuite(options);
    gettingTests(suite);
    conditionalTests(suite);
    fieldTests(suite);
    listingTests(suite);
    batchTests(suite);
    positionTests(suite);
    badRequestTests(suite);
    if (startUnready !== undefined) readinessTests(startUnready);
  });
}
