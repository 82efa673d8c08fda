import type { Writers } from '@user-information/bench';
import { openWriters } from '@user-information/bench';
import type { EventLog } from '@user-information/event-log';
import { createLogger, createMetrics } from '@user-information/observability';
import { commonSettings, readSettings } from '@user-information/service';
import { logSettings, openLog } from '@user-information/wiring';

/** Settings of services that say where their log is: `DATA_DIR`, or `EVENT_LOG` and so on. */
export type LogEnvironment = Readonly<Record<string, string>>;

export interface WritableLog {
  readonly log: EventLog;
  readonly writers: Writers;
  close(): Promise<void>;
}

/** The log of the services with these settings, opened as they do it. Its cleaning is left to them. */
export async function openWritableLog(environment: LogEnvironment): Promise<WritableLog> {
  const { DATA_DIR, LOG_DURABILITY } = commonSettings;
  const config = readSettings({ DATA_DIR, LOG_DURABILITY, ...logSettings }, environment);
  const closing = new AsyncDisposableStack();
  const { log, registry } = await openLog(config, {
    service: 'bench',
    logger: createLogger({ name: 'bench', level: 'warn', format: 'auto' }),
    metrics: createMetrics({ service: 'bench' }),
    scope: {
      onClose: (step) => closing.defer(async () => step()),
      signal: new AbortController().signal,
    },
    cleans: false,
  });
  const writers = await openWriters(log, registry);
  return { log, writers, close: () => closing.disposeAsync() };
}
