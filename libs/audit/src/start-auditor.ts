import { setTimeout as sleep } from 'node:timers/promises';
import type { HealthComponent, Logger, Metrics } from '@user-information/observability';
import { Audit } from './audit.ts';
import type { AuditLog } from './audit.ts';
import { AuditMetrics } from './audit-metrics.ts';
import type { AuditedView } from './audited-view.ts';
import { auditReport, isRight } from './verdict/audit-report.ts';
import type { AuditReport, Verdict } from './verdict/audit-report.ts';

export interface AuditorOptions {
  readonly log: AuditLog;
  readonly spec: AuditedView;
  /** The pause between two audits. */
  readonly everyMs: number;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Ready once the topics are read back; the first verdict may wait for the join. */
  readonly health: HealthComponent;
  /** It has stopped for good, for this reason. */
  readonly onError: (error: unknown) => void;
}

/** Audits, again and again, until it is closed. */
export interface Auditor {
  report(): AuditReport;
  /** Ends at the next step. The log stays open. */
  close(): Promise<void>;
}

/** Audits a view while everything runs: see docs/adr/0013. Its topics must exist. */
export async function startAuditor(options: AuditorOptions): Promise<Auditor> {
  const { log, spec } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const metrics = new AuditMetrics(options.metrics, spec.view.name);
  const onUnreadable = (topic: string): void => metrics.unreadable(topic);
  const audit = await Audit.open({ log, spec, signal, onUnreadable });
  let last: Verdict | null = null;
  const onVerdict = (verdict: Verdict): void => {
    metrics.completed(verdict);
    tell(options.logger, verdict, last);
    last = verdict;
  };
  const done = run(audit, options, signal, onVerdict).catch((error: unknown) => {
    if (signal.aborted) return;
    options.health.notReady('stopped by an error');
    options.onError(error);
  });
  return {
    report: () => auditReport(last, audit.waitsFor),
    close: async () => {
      stopping.abort();
      await done;
    },
  };
}

async function run(
  audit: Audit,
  { everyMs, health }: AuditorOptions,
  signal: AbortSignal,
  onVerdict: (verdict: Verdict) => void,
): Promise<void> {
  health.notReady('reads the topics back');
  await audit.catchUp();
  health.ready('has read the topics back');
  for (;;) {
    const verdict = await audit.next();
    if (verdict === null) continue;
    onVerdict(verdict);
    await sleep(everyMs, undefined, { signal });
  }
}

/** Tells the first verdict, and then each that differs from the one before. */
function tell(logger: Logger, verdict: Verdict, last: Verdict | null): void {
  const { examples, rowsChecked, rowsWrong } = verdict;
  if (!isRight(verdict)) {
    if (last !== null && last.rowsWrong === rowsWrong) return;
    logger.error({ examples }, `The audit finds ${rowsWrong} of ${rowsChecked} rows wrong`);
  } else if (last === null || !isRight(last)) {
    logger.info(`The audit finds all ${rowsChecked} rows right`);
  }
}
