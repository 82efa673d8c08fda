import { runService } from '@user-information/service';
import { openLog, startPlatform } from '@user-information/wiring';
import { readConfig } from './config.ts';
import { startUserInformationAudit } from './start-user-information-audit.ts';

const service = 'auditor';

await runService(service, async (scope) => {
  const config = readConfig();
  const platform = await startPlatform(service, config, scope);
  const { logger, server } = platform;
  logger.info(`listens on ${server.url} and recounts the view while it changes`);
  logger.info(`Try: curl '${server.url}/audit'`);

  await startUserInformationAudit({ config, ...platform, ...(await openLog(config, platform)) });
});
