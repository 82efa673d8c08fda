import { join } from 'node:path';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import { runService, startHttpServer } from '@user-information/service';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import { readConfig } from './config.ts';
import { startJoin } from './start-join.ts';

const name = 'join-service';

await runService(name, async (scope) => {
  const config = readConfig();
  const logger = createLogger({ name, level: config.LOG_LEVEL, format: config.LOG_FORMAT });
  const metrics = createMetrics({ service: name });
  const health = new Health();

  const directory = join(config.DATA_DIR, 'log');
  const durability = config.LOG_DURABILITY;
  const log = await openEmbeddedEventLog({ directory, durability, logger, metrics });
  scope.onClose(() => log.close());
  const registry = await openEmbeddedSchemaRegistry({ directory });
  scope.onClose(() => registry.close());
  const stores = openRocksDbStores({ directory: join(config.DATA_DIR, name) });

  await startJoin({ config, log, registry, stores, logger, metrics, health, scope });

  const server = await startHttpServer({
    host: config.HOST,
    port: config.PORT,
    logger,
    metrics,
    health,
    routes: () => undefined,
  });
  scope.onClose(() => server.close());
  logger.info(
    `listens on ${server.url} and joins users, tweets, follows and likes into user-information`,
  );
});
