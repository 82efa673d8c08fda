/**
 * `npm run replicas`: several user-info-http behind nginx, on the data of a demo that runs, until Ctrl-C.
 */
import { readSettings, runService } from '@user-information/service';
import { replicaSettings } from './replica-settings.ts';
import { startReplicas } from './start-replicas.ts';

await runService('replicas', async (scope) => {
  await startReplicas(readSettings(replicaSettings, process.env), scope, console.log);
});
