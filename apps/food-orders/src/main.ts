import { join } from 'node:path';
import { interactiveQueries } from '@user-information/interactive-queries';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import { runService, startHttpServer } from '@user-information/service';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import { startStreams } from '@user-information/streams';
import { advertisedAddress, openLog } from '@user-information/wiring';
import { addCommands } from './commands.ts';
import { readConfig } from './config.ts';
import { customer, foodOrders, order } from './food-orders.ts';

const name = 'food-orders';

await runService(name, async (scope) => {
  const config = readConfig();
  const logger = createLogger({ name, level: config.LOG_LEVEL, format: config.LOG_FORMAT });
  const metrics = createMetrics({ service: name });
  const health = new Health();
  const { HOST: host, PORT, APPLICATION_PORT: port = PORT, PARTITIONS: partitions } = config;
  const server = await startHttpServer({ host, port, logger, metrics, health });
  scope.onClose(() => server.close());
  logger.info(`listens on ${server.url} and counts the orders of customers`);

  const { log } = await openLog(config, { service: name, logger, metrics, scope });
  await log.createTopics([
    { name: customer.name, kind: 'changelog', partitions },
    { name: order.name, kind: 'record-stream', partitions },
  ]);
  const address = advertisedAddress(config.ADVERTISED_ADDRESS, server.url);
  const streams = await startStreams({
    topology: foodOrders,
    log,
    stores: openRocksDbStores({
      directory: config.STATE_DIR ?? join(config.DATA_DIR, name),
      metrics,
    }),
    address,
    standbyReplicas: config.STANDBY_REPLICAS,
    logger,
    metrics,
    health,
    onError: (error) => scope.fail(error),
  });
  scope.onClose(() => streams.close());
  const { stores } = streams;
  const queries = interactiveQueries({ applicationId: name, log, stores, address, metrics });
  scope.onClose(() => queries.close());
  await server.serve(async (app) => {
    addCommands(app, log);
    await queries.routes(app);
  });
});
