import type { EventLog } from '@user-information/event-log';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import type { SchemaRegistry } from '@user-information/serde';
import { startHttpServer } from '@user-information/service';
import type { ServiceScope } from '@user-information/service';
import type { ServiceContext } from '../service-context.ts';

/** A context for tests: quiet, and stopped by the test. */
export interface TestContext extends ServiceContext {
  /** What failed the scope. */
  readonly failures: unknown[];
  /** Runs the closing steps as a stopping service does. */
  stop(): Promise<void>;
}

export async function testContext(
  log: EventLog,
  registry: SchemaRegistry,
  service: string,
): Promise<TestContext> {
  const stopping = new AbortController();
  const steps: Parameters<ServiceScope['onClose']>[0][] = [];
  const failures: unknown[] = [];
  const platform = {
    logger: createLogger({ name: service, level: 'silent', format: 'json' }),
    metrics: createMetrics({ service }),
    health: new Health(),
  };
  const server = await startHttpServer({ ...platform, host: '127.0.0.1', port: 0 });
  steps.push(() => server.close());
  return {
    service,
    log,
    registry,
    ...platform,
    server,
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
