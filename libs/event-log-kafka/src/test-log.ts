import { randomUUID } from 'node:crypto';
import { afterEach } from '@jest/globals';
import type { EventLog, TopicKind, TopicSpec } from '@user-information/event-log';
import type { KafkaLogOptions } from './options.ts';
import { openKafkaEventLog } from './open-kafka-event-log.ts';

/** The brokers that the tests use. */
export function testBrokers(): string[] {
  return (process.env['KAFKA_BROKERS'] ?? '').split(',');
}

/** For tests: clients that are closed after each test, and topics of new names. */
export interface TestLogs {
  open(options?: Partial<KafkaLogOptions>): Promise<EventLog>;
  createTopic(log: EventLog, kind: TopicKind, settings?: Partial<TopicSpec>): Promise<string>;
}

/** Call at the top of a test file or inside a `describe`. */
export function testLogs(): TestLogs {
  const logs: EventLog[] = [];
  afterEach(async () => {
    await Promise.all(logs.splice(0).map((log) => log.close()));
  });
  return {
    async open(options = {}) {
      const defaults = { brokers: testBrokers(), clientId: 'event-log-kafka-test' };
      const log = await openKafkaEventLog({ ...defaults, ...options });
      logs.push(log);
      return log;
    },
    async createTopic(log, kind, settings = {}) {
      const name = freshName();
      await log.createTopics([{ name, kind, partitions: 3, ...settings }]);
      return name;
    },
  };
}

/** A name that nobody used before: the brokers under test live on. */
export function freshName(): string {
  return `test-${randomUUID()}`;
}
