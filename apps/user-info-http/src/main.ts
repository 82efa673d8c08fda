import { join } from 'node:path';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import { runService, startHttpServer } from '@user-information/service';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import { openLog, openRedisView } from '@user-information/wiring';
import { readConfig } from './config.ts';
import { startSharedPartitions } from './start-shared-partitions.ts';
import { startUserInformation } from './start-user-information.ts';

const service = 'user-info-http';

await runService(service, async (scope) => {
  const config = readConfig();
  const logger = createLogger({
    name: service,
    level: config.LOG_LEVEL,
    format: config.LOG_FORMAT,
  });
  const metrics = createMetrics({ service });
  const health = new Health();
  const { HOST: host, PORT: port } = config;
  const server = await startHttpServer({ host, port, logger, metrics, health });
  scope.onClose(() => server.close());

  const { log, registry } = await openLog(config, {
    service,
    logger,
    metrics,
    scope,
    registryWaitMs: 1_000,
    // The others clean the embedded log: here a round would hold requests up.
    cleans: false,
  });
  const statePath = config.STATE_DIR ?? join(config.DATA_DIR, service);
  const stores = openRocksDbStores({ directory: statePath, metrics });
  const shared =
    config.VIEW_STORE === 'redis'
      ? await openRedisView(config, { view: config.VIEW_TOPIC, logger, scope })
      : undefined;
  const opened = { log, registry, stores, statePath, shared };
  const start = config.VIEW_PARTITIONS === 'shared' ? startSharedPartitions : startUserInformation;
  await start({ config, ...opened, logger, metrics, health, server, scope });
});
