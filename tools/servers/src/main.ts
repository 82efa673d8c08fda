/** `npm run kafka`: an Apache Kafka broker and a schema registry on this machine, until Ctrl-C. */
import { runService } from '@user-information/service';
import { readLocalSettings } from './local/settings.ts';
import { startLocalServers } from './local/start-local-servers.ts';

await runService(
  'kafka',
  async (scope) => startLocalServers(readLocalSettings(process.env), scope, console.log),
  { closeLimitMs: 30_000 },
);
