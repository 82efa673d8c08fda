import { describe, jest } from '@jest/globals';
import { appendTests } from './appending.ts';
import { compactionTests, retentionTests } from './cleanup.ts';
import { closingTests } from './closing.ts';
import { contentTests } from './contents.ts';
import { groupTests } from './groups.ts';
import type { EventLogConformanceOptions } from './options.ts';
import { readTests } from './reads.ts';
import { createSuite } from './suite.ts';
import { topicTests } from './topics.ts';
import { transactionTests } from './transactions.ts';
import { truncationTests } from './truncation.ts';
import { waitingTests } from './waiting.ts';

const DEFAULT_TIMEOUT_MS = 300_000;

/**
 * Declares, under Jest, the tests that every `EventLog` must pass: call it at the top of an adapter's
 * test file. It names its topics and groups afresh, so the log under test may be one that lives on,
 * and it takes offsets as Kafka gives them: growing, but with gaps.
 */
export function eventLogConformance(options: EventLogConformanceOptions): void {
  const { name, capabilities, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  describe(`${name} is an EventLog`, () => {
    jest.setTimeout(timeoutMs);
    const suite = createSuite(options);
    topicTests(suite);
    appendTests(suite);
    contentTests(suite);
    readTests(suite);
    waitingTests(suite);
    groupTests(suite);
    transactionTests(suite);
    if (capabilities.truncates) {
      truncationTests(suite);
    }
    if (capabilities.compact !== undefined) {
      compactionTests(suite, capabilities.compact);
    }
    if (capabilities.expire !== undefined) {
      retentionTests(suite, capabilities.expire);
    }
    closingTests(suite);
  });
}
