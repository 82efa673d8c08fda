import { join } from 'node:path';
import { runService } from '@user-information/service';
import { openLog, startPlatform } from '@user-information/wiring';
import { readConfig } from './config.ts';
import { startStage } from './start-stage.ts';

const service = 'stage';

await runService(service, async (scope) => {
  const config = readConfig();
  const platform = await startPlatform(service, config, scope);
  platform.logger.info(`listens on ${platform.server.url} and shows the services on one page`);

  const opened = await openLog(config, { ...platform, cleans: false });
  const pageFolder = join(import.meta.dirname, 'page');
  await startStage({ config, pageFolder, ...platform, ...opened });
});
