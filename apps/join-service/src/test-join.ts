import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventLog } from '@user-information/event-log';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import type { SchemaRegistry } from '@user-information/serde';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import type { Streams } from '@user-information/streams';
import { readConfig } from './config.ts';
import { startJoin } from './start-join.ts';

/** join-service in this process, on the real embedded log, registry and RocksDB. */
export interface TestJoin {
  readonly directory: string;
  readonly log: EventLog;
  readonly registry: SchemaRegistry;
  readonly health: Health;
  readonly metrics: ReturnType<typeof createMetrics>;
  readonly streams: Streams;
  /** What went to `scope.fail`. */
  readonly failures: readonly unknown[];
  close(): Promise<void>;
}

/** Starts it on a new directory, or on one that an earlier one left. */
export async function startTestJoin(
  directory?: string,
  env: Record<string, string> = {},
): Promise<TestJoin> {
  const dataDir = directory ?? (await mkdtemp(join(tmpdir(), 'join-service-')));
  const log = await openEmbeddedEventLog({
    directory: join(dataDir, 'log'),
    durability: 'process',
  });
  const registry = await openEmbeddedSchemaRegistry({ directory: join(dataDir, 'log') });
  const failures: unknown[] = [];
  const steps: (() => Promise<void> | void)[] = [() => log.close(), () => registry.close()];
  const close = async () => {
    for (const step of steps.splice(0).reverse()) await step();
  };
  const health = new Health();
  const metrics = createMetrics({ service: 'join-service' });
  let streams: Streams;
  try {
    streams = await startJoin({
      config: readConfig({ ...env, PROGRESS_SECONDS: '0' }),
      address: '127.0.0.1:8085',
      log,
      registry,
      stores: openRocksDbStores({ directory: join(dataDir, 'join-service') }),
      logger: createLogger({ name: 'join-service', level: 'silent', format: 'json' }),
      metrics,
      health,
      scope: {
        onClose: (step) => void steps.push(step),
        fail: (error) => void failures.push(error),
        signal: new AbortController().signal,
      },
    });
  } catch (error) {
    await close();
    throw error;
  }
  return { directory: dataDir, log, registry, health, metrics, streams, failures, close };
}

/** Deletes what a test join left. */
export function removeTestJoin({ directory }: Pick<TestJoin, 'directory'>): Promise<void> {
  return rm(directory, { recursive: true, force: true });
}
