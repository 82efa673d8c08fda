import { join } from 'node:path';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import { runService } from '@user-information/service';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import { readConfig } from './config.ts';
import { startView } from './start-view.ts';

const name = 'user-info-http';

await runService(name, async (scope) => {
  const config = readConfig();
  const logger = createLogger({ name, level: config.LOG_LEVEL, format: config.LOG_FORMAT });
  const metrics = createMetrics({ service: name });

  const directory = join(config.DATA_DIR, 'log');
  const log = await openEmbeddedEventLog({
    directory,
    durability: config.LOG_DURABILITY,
    // The others clean the log: here a round would hold requests up.
    cleans: false,
    logger,
    metrics,
  });
  scope.onClose(() => log.close());
  const registry = await openEmbeddedSchemaRegistry({ directory });
  scope.onClose(() => registry.close());
  const statePath = join(config.DATA_DIR, name);
  const stores = openRocksDbStores({ directory: statePath });

  await startView({
    config,
    log,
    registry,
    stores,
    statePath,
    logger,
    metrics,
    health: new Health(),
    scope,
  });
});
