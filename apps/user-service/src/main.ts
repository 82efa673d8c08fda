import { runService } from '@user-information/service';
import { openLog, startPlatform } from '@user-information/wiring';
import { readConfig } from './config.ts';
import { startUserService } from './start-user-service.ts';

const service = 'user-service';

await runService(service, async (scope) => {
  const config = readConfig();
  const platform = await startPlatform(service, config, scope);
  const opened = await openLog(config, platform);
  await startUserService({ ...platform, ...opened, partitions: config.PARTITIONS }, config);
});
