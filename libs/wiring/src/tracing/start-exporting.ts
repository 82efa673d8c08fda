import { randomUUID } from 'node:crypto';
import { context, diag, DiagLogLevel, propagation } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { parseKeyPairsIntoRecord, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Logger, Tracer } from '@user-information/observability';
import type { TracingConfig } from '@user-information/service';
import { samplerOf } from './sampler.ts';

/** How long spans wait for others to be sent with. */
const sendEveryMs = 1_000;
/** Neither a service that runs nor one that stops waits longer for a collector. */
const timeoutMs = 2_000;

export interface ExportingOptions {
  readonly service: string;
  readonly logger: Logger;
}

export interface Exporting {
  readonly tracer: Tracer;
  /** Sends what was not sent yet, if the collector takes it in time. */
  close(): Promise<void>;
}

/**
 * Has this process trace, and sends the spans to a collector in the background; what it does not take
 * in time is lost. Registers what OpenTelemetry's API has one of in a process: the format of headers, and
 * what keeps the trace of a request while it is worked on.
 */
export function startExporting(config: TracingConfig, options: ExportingOptions): Exporting {
  const { logger, service } = options;
  diag.setLogger(diagLogger(logger), DiagLogLevel.WARN);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const exporter = new OTLPTraceExporter({
    url: `${config.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/$/, '')}/v1/traces`,
    headers: parseKeyPairsIntoRecord(config.OTEL_EXPORTER_OTLP_HEADERS),
    timeoutMillis: timeoutMs,
  });
  const processor = new BatchSpanProcessor({
    exporter,
    scheduledDelayMillis: sendEveryMs,
    exportTimeoutMillis: timeoutMs,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': service,
      'service.instance.id': randomUUID(),
    }),
    sampler: samplerOf(config),
    spanProcessors: [processor],
  });
  logger.info(
    `traces requests, and sends the spans to ${new URL(config.OTEL_EXPORTER_OTLP_ENDPOINT).host}`,
  );
  return {
    tracer: provider.getTracer('user-information'),
    close: async () => {
      await provider.shutdown().catch((error: unknown) => {
        logger.warn({ err: error }, 'The last spans were not sent');
      });
    },
  };
}

/** A collector that is away is no trouble of the service's own: what the SDK calls an error is a warning. */
function diagLogger(logger: Logger) {
  const warn = (message: string): void => logger.warn(`tracing: ${message}`);
  const ignore = (): void => undefined;
  return { error: warn, warn, info: ignore, debug: ignore, verbose: ignore };
}
