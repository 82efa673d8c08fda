import { join } from 'node:path';
import type { EventLog } from '@user-information/event-log';
import type { Logger, Metrics } from '@user-information/observability';
import type { SchemaRegistry } from '@user-information/serde';
import type { ServiceScope } from '@user-information/service';
import { kafkaOptions } from './kafka-options.ts';
import type { LogConfig } from './log-settings.ts';
import { registryOptions } from './registry-options.ts';

export interface OpenLogOptions {
  /** Names this client to the brokers. */
  readonly service: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Both are closed with it. */
  readonly scope: Pick<ServiceScope, 'onClose' | 'signal'>;
  /**
   * How long a value waits for a registry that can't be asked, in milliseconds; until it can be when
   * left out. For services that must answer somebody.
   */
  readonly registryWaitMs?: number;
  /** Whether this process takes its turn at cleaning the embedded log; true when left out. */
  readonly cleans?: boolean;
}

/** An event log, and the registry of the schemas that its records are written with. */
export interface OpenedLog {
  readonly log: EventLog;
  readonly registry: SchemaRegistry;
}

/**
 * Opens the log and the registry that the settings choose, and has them closed with the scope. The
 * adapter that was not chosen is not loaded.
 */
export async function openLog(config: LogConfig, options: OpenLogOptions): Promise<OpenedLog> {
  const { scope } = options;
  const open = config.EVENT_LOG === 'kafka' ? openKafka : openEmbedded;
  const { log, registry } = await open(config, options);
  scope.onClose(() => registry.close());
  scope.onClose(() => log.close());
  return { log, registry };
}

async function openEmbedded(config: LogConfig, options: OpenLogOptions): Promise<OpenedLog> {
  const { openEmbeddedEventLog, openEmbeddedSchemaRegistry } =
    await import('@user-information/event-log-embedded');
  const { logger, metrics, cleans = true } = options;
  const directory = join(config.DATA_DIR, 'log');
  const durability = config.LOG_DURABILITY;
  const log = await openEmbeddedEventLog({ directory, durability, cleans, logger, metrics });
  try {
    return { log, registry: await openEmbeddedSchemaRegistry({ directory }) };
  } catch (error) {
    await log.close();
    throw error;
  }
}

async function openKafka(config: LogConfig, options: OpenLogOptions): Promise<OpenedLog> {
  const { openKafkaEventLog } = await import('@user-information/event-log-kafka');
  const { openHttpSchemaRegistry } = await import('@user-information/schema-registry-http');
  const { service: clientId, logger, metrics } = options;
  const { signal } = options.scope; // What waits for the registry must not hold up the closing.
  const registry = await openHttpSchemaRegistry({
    ...registryOptions(config),
    ...(options.registryWaitMs === undefined ? {} : { maxWaitMs: options.registryWaitMs }),
    logger,
    metrics,
    signal,
  });
  try {
    const kafka = await kafkaOptions(config);
    const log = await openKafkaEventLog({ ...kafka, clientId, logger, metrics, signal });
    return { log, registry };
  } catch (error) {
    await registry.close();
    throw error;
  }
}
