import { runService } from '@user-information/service';
import { openLog, startPlatform } from '@user-information/wiring';
import { readConfig } from './config.ts';
import { startLikeService } from './start-like-service.ts';

const service = 'like-service';

await runService(service, async (scope) => {
  const config = readConfig();
  const platform = await startPlatform(service, config, scope);
  const opened = await openLog(config, platform);
  await startLikeService({ ...platform, ...opened, partitions: config.PARTITIONS }, config);
});
