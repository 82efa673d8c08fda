import { join } from 'node:path';
import { runService } from '@user-information/service';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import { openLog, openRedisView, startPlatform } from '@user-information/wiring';
import { readConfig } from './config.ts';
import { startSharedPartitions } from './start-shared-partitions.ts';
import { startUserInformation } from './start-user-information.ts';

const service = 'user-info-http';

await runService(service, async (scope) => {
  const config = readConfig();
  const platform = await startPlatform(service, config, scope);
  const { logger, metrics } = platform;
  const opened = await openLog(config, {
    ...platform,
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
  const start = config.VIEW_PARTITIONS === 'shared' ? startSharedPartitions : startUserInformation;
  await start({ config, ...platform, ...opened, stores, statePath, shared });
});
