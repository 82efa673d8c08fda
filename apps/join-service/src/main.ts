import { join } from 'node:path';
import { topics } from '@user-information/schemas';
import { runService } from '@user-information/service';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import { advertisedAddress, openLog, openRedisView, startPlatform } from '@user-information/wiring';
import { readConfig } from './config.ts';
import { queryRoutes } from './query-routes.ts';
import { startJoin } from './start-join.ts';
import { startViewSink } from './start-view-sink.ts';

const service = 'join-service';

await runService(service, async (scope) => {
  const config = readConfig();
  const platform = await startPlatform(service, config, scope);
  const { logger, metrics, server } = platform;
  logger.info(
    `listens on ${server.url} and joins users, tweets, follows and likes into user-information`,
  );

  const opened = await openLog(config, platform);
  const stores = openRocksDbStores({ directory: join(config.DATA_DIR, service), metrics });
  const address = advertisedAddress(config.ADVERTISED_ADDRESS, server.url);
  const parts = { config, address, stores, ...platform, ...opened };
  const streams = await startJoin(parts);
  if (config.VIEW_SINK === 'redis') {
    const view = topics.userInformation.name;
    await startViewSink({ ...parts, store: await openRedisView(config, { view, logger, scope }) });
  }
  await server.serve(await queryRoutes({ ...parts, streams }));
});
