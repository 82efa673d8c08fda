import type { Logger, Tracer } from '@user-information/observability';
import type { ServiceScope, TracingConfig } from '@user-information/service';

export interface OpenTracingOptions {
  /** Names the service in its spans. */
  readonly service: string;
  readonly logger: Logger;
  /** What was not sent yet is sent when it closes. */
  readonly scope: Pick<ServiceScope, 'onClose'>;
}

/**
 * What a service traces with, if the settings say that it does. Without, OpenTelemetry's SDK is not
 * loaded, and nothing is done or allocated for tracing anywhere.
 */
export async function openTracing(
  config: TracingConfig,
  options: OpenTracingOptions,
): Promise<Tracer | undefined> {
  if (config.OTEL_TRACES_EXPORTER === 'none') return undefined;
  const { startExporting } = await import('./tracing/start-exporting.ts');
  const exporting = startExporting(config, options);
  options.scope.onClose(() => exporting.close());
  return exporting.tracer;
}
