import { join } from 'node:path';
import {
  openEmbeddedEventLog,
  openEmbeddedSchemaRegistry,
} from '@user-information/event-log-embedded';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import { runService } from '@user-information/service';
import { readConfig } from './config.ts';
import { startTweetService } from './start-tweet-service.ts';

const service = 'tweet-service';

await runService(service, async (scope) => {
  const config = readConfig();
  const logger = createLogger({
    name: service,
    level: config.LOG_LEVEL,
    format: config.LOG_FORMAT,
  });
  const metrics = createMetrics({ service });

  const directory = join(config.DATA_DIR, 'log');
  const durability = config.LOG_DURABILITY;
  const log = await openEmbeddedEventLog({ directory, durability, logger, metrics });
  scope.onClose(() => log.close());
  const registry = await openEmbeddedSchemaRegistry({ directory });
  scope.onClose(() => registry.close());

  const context = {
    service,
    log,
    registry,
    logger,
    metrics,
    health: new Health(),
    partitions: config.PARTITIONS,
    scope,
  };
  await startTweetService(context, config);
});
