import { createLogger, createMetrics, Health } from '@user-information/observability';
import { runService, startHttpServer } from '@user-information/service';
import { openLog } from '@user-information/wiring';
import { readConfig } from './config.ts';
import { startFollowService } from './start-follow-service.ts';

const service = 'follow-service';

await runService(service, async (scope) => {
  const config = readConfig();
  const { LOG_LEVEL: level, LOG_FORMAT: format, HOST: host, PORT: port } = config;
  const logger = createLogger({ name: service, level, format });
  const metrics = createMetrics({ service });
  const health = new Health();
  const server = await startHttpServer({ host, port, logger, metrics, health });
  scope.onClose(() => server.close());

  const { log, registry } = await openLog(config, { service, logger, metrics, scope });
  const platform = { logger, metrics, health, server, scope };
  const partitions = config.PARTITIONS;
  await startFollowService({ service, log, registry, partitions, ...platform }, config);
});
