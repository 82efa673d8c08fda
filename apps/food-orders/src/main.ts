import { join } from 'node:path';
import { interactiveQueries } from '@user-information/interactive-queries';
import { runService } from '@user-information/service';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import { startStreams } from '@user-information/streams';
import { advertisedAddress, openLog, startPlatform } from '@user-information/wiring';
import { addCommands } from './commands.ts';
import { readConfig } from './config.ts';
import { customer, foodOrders, order } from './food-orders.ts';

const service = 'food-orders';

await runService(service, async (scope) => {
  const config = readConfig();
  const { APPLICATION_PORT: port = config.PORT, PARTITIONS: partitions } = config;
  const platform = await startPlatform(service, { ...config, PORT: port }, scope);
  const { logger, metrics, server } = platform;
  logger.info(`listens on ${server.url} and counts the orders of customers`);

  const { log } = await openLog(config, platform);
  await log.createTopics([
    { name: customer.name, kind: 'changelog', partitions },
    { name: order.name, kind: 'record-stream', partitions },
  ]);
  const address = advertisedAddress(config.ADVERTISED_ADDRESS, server.url);
  const streams = await startStreams({
    ...platform,
    topology: foodOrders,
    log,
    stores: openRocksDbStores({
      directory: config.STATE_DIR ?? join(config.DATA_DIR, service),
      metrics,
    }),
    address,
    standbyReplicas: config.STANDBY_REPLICAS,
    onError: (error) => scope.fail(error),
  });
  scope.onClose(() => streams.close());
  const { stores } = streams;
  const queries = interactiveQueries({ applicationId: service, log, stores, address, metrics });
  scope.onClose(() => queries.close());
  await server.serve(async (app) => {
    addCommands(app, log);
    await queries.routes(app);
  });
});
