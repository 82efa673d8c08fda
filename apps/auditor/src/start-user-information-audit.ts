import { startAuditor } from '@user-information/audit';
import type { EventLog } from '@user-information/event-log';
import type { Health, Logger, Metrics } from '@user-information/observability';
import { topics } from '@user-information/schemas';
import type { SchemaRegistry } from '@user-information/serde';
import { reportProgress } from '@user-information/service';
import type { HttpServer, ServiceScope } from '@user-information/service';
import { auditedUserInformation } from './audited-user-information.ts';
import type { Config } from './config.ts';
import { progressLine } from './progress-line.ts';

export interface AuditParts {
  readonly config: Config;
  readonly log: EventLog;
  readonly registry: SchemaRegistry;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly health: Health;
  readonly server: HttpServer;
  readonly scope: ServiceScope;
}

/** Recounts `user-information` while it changes, and tells at `GET /audit` whether it is right. */
export async function startUserInformationAudit(parts: AuditParts): Promise<void> {
  const { config, health, log, logger, registry, scope, server } = parts;
  const audit = health.component('audit');
  const { users, tweets, follows, likes, userInformation } = topics;
  // Whoever starts first makes the topics.
  await log.createTopics(
    [users, tweets, follows, likes, userInformation].map(({ name, kind }) => ({
      name,
      kind,
      partitions: config.PARTITIONS,
    })),
  );
  const auditor = await startAuditor({
    ...parts,
    spec: auditedUserInformation(registry),
    everyMs: config.AUDIT_SECONDS * 1000,
    health: audit,
    onError: scope.fail,
  });
  scope.onClose(() => auditor.close());
  await server.serve((app) => void app.get('/audit', () => auditor.report()));
  reportProgress({
    scope,
    logger,
    everySeconds: config.PROGRESS_SECONDS,
    line: () => progressLine(auditor.report()),
  });
}
