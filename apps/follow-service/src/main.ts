import { runService } from '@user-information/service';
import { openLog, startPlatform } from '@user-information/wiring';
import { readConfig } from './config.ts';
import { startFollowService } from './start-follow-service.ts';

const service = 'follow-service';

await runService(service, async (scope) => {
  const config = readConfig();
  const platform = await startPlatform(service, config, scope);
  const opened = await openLog(config, platform);
  await startFollowService({ ...platform, ...opened, partitions: config.PARTITIONS }, config);
});
