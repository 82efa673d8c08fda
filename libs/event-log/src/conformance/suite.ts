import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { EventLog } from '../event-log.ts';
import type { TopicKind, TopicSpec } from '../topic-spec.ts';
import type { EventLogCapabilities, EventLogConformanceOptions } from './options.ts';

/** What the parts of the suite share: one client for all tests, others on demand, fresh names. */
export interface Suite {
  readonly capabilities: EventLogCapabilities;
  /** The client that all tests share. */
  readonly log: EventLog;
  /** Another client of the same log, closed after the test. */
  another(): Promise<EventLog>;
  /** A name that nobody used before: the log under test may live on. */
  freshName(): string;
  /** Creates a topic under a fresh name. */
  createTopic(kind: TopicKind, settings?: Partial<TopicSpec>): Promise<string>;
}

/** Call inside a `describe`: it opens and closes what the tests use. */
export function createSuite({ open, capabilities }: EventLogConformanceOptions): Suite {
  const others: EventLog[] = [];
  let shared: EventLog | undefined;

  beforeAll(async () => {
    shared = await open();
  });
  afterEach(async () => {
    await Promise.all(others.splice(0).map((log) => log.close()));
  });
  afterAll(async () => {
    await shared?.close();
  });

  const suite: Suite = {
    capabilities,
    get log() {
      return shared as EventLog;
    },
    async another() {
      const log = await open();
      others.push(log);
      return log;
    },
    freshName: () => `conformance-${randomUUID()}`,
    async createTopic(kind, settings = {}) {
      const name = suite.freshName();
      await suite.log.createTopics([{ name, kind, partitions: 3, ...settings }]);
      return name;
    },
  };
  return suite;
}
