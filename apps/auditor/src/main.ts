import { createLogger, createMetrics, Health } from '@user-information/observability';
import { runService, startHttpServer } from '@user-information/service';
import { openLog } from '@user-information/wiring';
import { readConfig } from './config.ts';
import { startUserInformationAudit } from './start-user-information-audit.ts';

const service = 'auditor';

await runService(service, async (scope) => {
  const config = readConfig();
  const { LOG_LEVEL: level, LOG_FORMAT: format, HOST: host, PORT: port } = config;
  const logger = createLogger({ name: service, level, format });
  const metrics = createMetrics({ service });
  const health = new Health();
  const server = await startHttpServer({ host, port, logger, metrics, health });
  scope.onClose(() => server.close());
  logger.info(`listens on ${server.url} and recounts the view while it changes`);
  logger.info(`Try: curl '${server.url}/audit'`);

  const { log, registry } = await openLog(config, { service, logger, metrics, scope });
  const parts = { config, log, registry, logger, metrics, health, server, scope };
  await startUserInformationAudit(parts);
});
