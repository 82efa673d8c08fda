import { createLogger, createMetrics, Health } from '@user-information/observability';
import type { Logger, Metrics, Tracer } from '@user-information/observability';
import { startHttpServer } from '@user-information/service';
import type {
  commonSettings,
  HttpServer,
  ServiceScope,
  TracingConfig,
} from '@user-information/service';
import type { z } from 'zod';
import { openTracing } from './open-tracing.ts';

type CommonConfig = z.infer<z.ZodObject<typeof commonSettings>>;

/** The settings that say how a service logs and traces, and where it listens. */
export type PlatformConfig = Pick<CommonConfig, 'HOST' | 'PORT' | 'LOG_LEVEL' | 'LOG_FORMAT'> &
  TracingConfig;

/** What every service stands on, whatever it does. */
export interface Platform<S extends Pick<ServiceScope, 'onClose'> = ServiceScope> {
  /** The service's name: in its log lines and metrics, and to the brokers. */
  readonly service: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** What it traces with; undefined when the settings don't say that it does. */
  readonly tracer: Tracer | undefined;
  readonly health: Health;
  /** Tells of life, readiness and metrics already; the service gives it its routes. */
  readonly server: HttpServer;
  readonly scope: S;
}

/**
 * Starts the logger, the metrics, the tracing, the health and the HTTP server of a service. It listens before
 * anything else is opened, so that a service that waits for its log can be seen to live; the scope
 * closes it last.
 *
 * @throws {ServiceError} when the address can't be listened on
 */
export async function startPlatform<S extends Pick<ServiceScope, 'onClose'>>(
  service: string,
  config: PlatformConfig,
  scope: S,
): Promise<Platform<S>> {
  const { HOST: host, PORT: port, LOG_LEVEL: level, LOG_FORMAT: format } = config;
  const logger = createLogger({ name: service, level, format });
  const metrics = createMetrics({ service });
  const health = new Health();
  const tracer = await openTracing(config, { service, logger, scope });
  const server = await startHttpServer({ host, port, logger, metrics, health, tracer });
  scope.onClose(() => server.close());
  return { service, logger, metrics, tracer, health, server, scope };
}
