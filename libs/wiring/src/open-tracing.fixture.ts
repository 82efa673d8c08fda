// A program for open-tracing.test.ts: it traces one thing, and ends.
import { createLogger } from '@user-information/observability';
import { commonSettings, readSettings } from '@user-information/service';
import { openTracing } from './open-tracing.ts';

const settings = { ...commonSettings, PORT: commonSettings.PORT.default(0) };
const steps: (() => Promise<void> | void)[] = [];
const tracer = await openTracing(readSettings(settings, process.env), {
  service: 'shop',
  logger: createLogger({ name: 'shop', level: 'info', format: 'json' }),
  scope: { onClose: (step) => void steps.push(step) },
});
tracer?.startSpan('sells').end();
for (const step of steps) await step();
process.exit(tracer === undefined ? 2 : 0);
