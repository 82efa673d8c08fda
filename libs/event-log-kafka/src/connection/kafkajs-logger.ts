import type { Logger } from '@user-information/observability';
import type { KafkajsLogger } from '../kafkajs/internals.ts';

/**
 * What kafkajs says goes to our logger at level debug: each thing that goes wrong is told by us, once.
 * What it says at debug itself, whole requests among it, goes nowhere.
 */
export function kafkajsLogger(logger: Logger | undefined): KafkajsLogger {
  const pass = (message: string): void => logger?.debug(`kafkajs: ${message}`);
  const adapted: KafkajsLogger = {
    namespace: () => adapted,
    debug: () => undefined,
    info: pass,
    warn: pass,
    error: pass,
  };
  return adapted;
}
