import type { Logger } from '@user-information/observability';
import type { StateStore } from '@user-information/state-store';
import type { Replica, UpdateSummary } from '@user-information/view-http';
import type { Config } from './config.ts';

export interface ProgressParts {
  readonly config: Pick<Config, 'PROGRESS_SECONDS'>;
  readonly store: Pick<StateStore, 'approximateCount'>;
  readonly replica: Pick<Replica, 'takeSummary'>;
  readonly logger: Logger;
}

/** Tells now and then, in a line, how the view is doing. Returns how to end it. */
export function reportProgress({ config, store, replica, logger }: ProgressParts): () => void {
  const seconds = config.PROGRESS_SECONDS;
  if (seconds === 0) return () => undefined;
  const timer = setInterval(() => {
    store.approximateCount().then(
      (users) => logger.info(progressLine(users, replica.takeSummary(), seconds)),
      (error: unknown) => logger.warn({ err: error }, 'Cannot tell how the view is doing'),
    );
  }, seconds * 1000);
  return () => clearInterval(timer);
}

/** `1,234 users, 56 updates/s, 95 % served within 7 ms` */
export function progressLine(users: number, summary: UpdateSummary, seconds: number): string {
  const count = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
  const { appliedCount, updateLatencyP95Ms } = summary;
  const parts = [
    `${count.format(users)} users`,
    `${count.format(appliedCount / seconds)} updates/s`,
  ];
  if (updateLatencyP95Ms !== null) {
    parts.push(`95 % of them served within ${count.format(updateLatencyP95Ms)} ms`);
  }
  return parts.join(', ');
}
