import { runService } from '@user-information/service';
import { openLog, startPlatform } from '@user-information/wiring';
import { readConfig } from './config.ts';
import { startTweetService } from './start-tweet-service.ts';

const service = 'tweet-service';

await runService(service, async (scope) => {
  const config = readConfig();
  const platform = await startPlatform(service, config, scope);
  const opened = await openLog(config, platform);
  await startTweetService({ ...platform, ...opened, partitions: config.PARTITIONS }, config);
});
