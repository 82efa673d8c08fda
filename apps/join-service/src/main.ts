import { join } from 'node:path';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import { topics } from '@user-information/schemas';
import { runService, startHttpServer } from '@user-information/service';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import { advertisedAddress, openLog, openRedisView } from '@user-information/wiring';
import { readConfig } from './config.ts';
import { queryRoutes } from './query-routes.ts';
import { startJoin } from './start-join.ts';
import { startViewSink } from './start-view-sink.ts';

const name = 'join-service';

await runService(name, async (scope) => {
  const config = readConfig();
  const logger = createLogger({ name, level: config.LOG_LEVEL, format: config.LOG_FORMAT });
  const metrics = createMetrics({ service: name });
  const health = new Health();
  const { HOST: host, PORT: port } = config;
  const server = await startHttpServer({ host, port, logger, metrics, health });
  scope.onClose(() => server.close());
  logger.info(
    `listens on ${server.url} and joins users, tweets, follows and likes into user-information`,
  );

  const { log, registry } = await openLog(config, { service: name, logger, metrics, scope });
  const stores = openRocksDbStores({ directory: join(config.DATA_DIR, name), metrics });
  const address = advertisedAddress(config.ADVERTISED_ADDRESS, server.url);
  const options = { config, address, log, registry, stores, logger, metrics, health, scope };
  const streams = await startJoin(options);
  if (config.VIEW_SINK === 'redis') {
    const view = topics.userInformation.name;
    const store = await openRedisView(config, { view, logger, scope });
    await startViewSink({ log, store, logger, metrics, health, scope });
  }
  await server.serve(await queryRoutes({ ...options, streams }));
});
