import { z } from 'zod';
import { decimalNumber } from './setting-types.ts';

/** Whether and where traces are sent; the names are OpenTelemetry's own. */
export const tracingSettings = {
  OTEL_TRACES_EXPORTER: z
    .enum(['none', 'otlp'])
    .default('none')
    .describe('Whether requests are traced, and where to: otlp sends spans to a collector'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .default('http://127.0.0.1:4318')
    .meta({
      title: 'an http or https URL',
      description: 'The collector, which takes OTLP as JSON over HTTP at /v1/traces below it',
    }),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional().meta({
    title: 'name=value, or several with commas between',
    description: 'Headers that the collector wants, for instance to know who sends',
  }),
  OTEL_TRACES_SAMPLER: z
    .enum([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ])
    .default('parentbased_always_on')
    .describe(
      'Which requests are traced; those with parentbased do as the client says, if it does',
    ),
  OTEL_TRACES_SAMPLER_ARG: decimalNumber({ min: 0, max: 1 })
    .default(1)
    .describe('The part of the requests that traceidratio chooses'),
};

/** The values of `tracingSettings`. */
export type TracingConfig = z.infer<z.ZodObject<typeof tracingSettings>>;
