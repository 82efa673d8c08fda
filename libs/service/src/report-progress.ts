import type { ServiceScope } from './service-scope.ts';

/** Where lines go; a `Logger` is one. */
export interface ProgressLog {
  info(line: string): void;
}

export interface ProgressOptions {
  readonly scope: Pick<ServiceScope, 'onClose'>;
  readonly logger: ProgressLog;
  /** 0 for never. */
  readonly everySeconds: number;
  /** What was done since the line before, in a person's words. */
  readonly line: () => string;
}

/** Tells a person from time to time what a service did, until its scope closes. */
export function reportProgress({ scope, logger, everySeconds, line }: ProgressOptions): void {
  if (everySeconds === 0) return;
  const timer = setInterval(() => logger.info(line()), everySeconds * 1000);
  scope.onClose(() => clearInterval(timer));
}
