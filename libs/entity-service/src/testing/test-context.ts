import { setTimeout as sleep } from 'node:timers/promises';
import { fromEarliest, readUntil } from '@user-information/event-log';
import type { EventLog, LogRecord } from '@user-information/event-log';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import type { SchemaRegistry } from '@user-information/serde';
import { MemorySchemaRegistry } from '@user-information/serde';
import type { ServiceContext } from '../service-context.ts';

/** A context for tests: quiet, and stopped by the test. */
export interface TestContext extends ServiceContext {
  /** What failed the scope. */
  readonly failures: unknown[];
  /** Runs the closing steps as a stopping service does. */
  stop(): Promise<void>;
}

export function testContext(
  log: EventLog,
  registry: SchemaRegistry = new MemorySchemaRegistry(),
  service = 'shop',
): TestContext {
  const stopping = new AbortController();
  const steps: (() => Promise<void> | void)[] = [];
  const failures: unknown[] = [];
  return {
    service,
    log,
    registry,
    logger: createLogger({ name: service, level: 'silent', format: 'json' }),
    metrics: createMetrics({ service }),
    health: new Health(),
    partitions: 3,
    failures,
    scope: {
      signal: stopping.signal,
      onClose: (step) => void steps.push(step),
      fail: (error) => {
        failures.push(error);
        stopping.abort();
      },
    },
    stop: async () => {
      stopping.abort();
      for (const step of steps.splice(0).reverse()) await step();
    },
  };
}

/** Waits until something holds that no event tells of. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(2);
}

/** Every record that a topic has now, in offset order within each partition. */
export async function readTopic(log: EventLog, topic: string): Promise<readonly LogRecord[]> {
  const records: LogRecord[] = [];
  const end = await log.endOffsets(topic);
  for await (const batch of readUntil(log, await fromEarliest(log, [topic]), end)) {
    records.push(...batch.records);
  }
  return records;
}
