/**
 * `npm run partitions`: several user-info-http that share the partitions of the view, and a router in
 * front of them, beside a demo that runs on Kafka, until Ctrl-C.
 */
import { readSettings, runService } from '@user-information/service';
import { partitionSettings } from './partition-settings.ts';
import { startPartitions } from './start-partitions.ts';

await runService('partitions', async (scope) => {
  await startPartitions(readSettings(partitionSettings, process.env), scope, console.log);
});
