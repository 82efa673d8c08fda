import { startAuditor, watchLag } from '@user-information/audit';
import type { EventLog } from '@user-information/event-log';
import type { Health, Logger, Metrics } from '@user-information/observability';
import { topics, topicSpec } from '@user-information/schemas';
import type { SchemaRegistry } from '@user-information/serde';
import { reportProgress } from '@user-information/service';
import type { HttpServer, ServiceScope } from '@user-information/service';
import { auditedUserInformation } from './audited-user-information.ts';
import { startCanary } from './canary/canary.ts';
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

/**
 * Recounts `user-information` while it changes, and tells at `GET /audit` whether it is right; watches
 * how far the join is behind, and how long a change takes to be served.
 */
export async function startUserInformationAudit(parts: AuditParts): Promise<void> {
  const { config, health, log, logger, metrics, registry, scope, server } = parts;
  const audit = health.component('audit');
  const { users, tweets, follows, likes, userInformation } = topics;
  // Whoever starts first makes the topics.
  await log.createTopics(
    [users, tweets, follows, likes, userInformation].map((topic) =>
      topicSpec(topic, config.PARTITIONS),
    ),
  );
  const spec = auditedUserInformation(registry);
  const { group, through } = spec.madeBy;
  const sources = [spec.rows, ...spec.counted].map(({ name }) => name);
  scope.onClose(watchLag({ ...parts, group, topics: [...sources, through] }));
  const auditor = await startAuditor({
    ...parts,
    spec,
    everyMs: config.AUDIT_SECONDS * 1000,
    health: audit,
    onError: scope.fail,
  });
  scope.onClose(() => auditor.close());
  const { CANARY_SECONDS, USER_SERVICE_URL: commandUrl, VIEW_URL: viewUrl } = config;
  if (CANARY_SECONDS > 0) {
    const everyMs = CANARY_SECONDS * 1000;
    scope.onClose(startCanary({ commandUrl, viewUrl, everyMs, metrics, logger }));
  }
  await server.serve((app) => void app.get('/audit', () => auditor.report()));
  reportProgress({
    scope,
    logger,
    everySeconds: config.PROGRESS_SECONDS,
    line: () => progressLine(auditor.report()),
  });
}
