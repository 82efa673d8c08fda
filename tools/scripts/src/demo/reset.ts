/** `npm run reset`: forgets the data of the demo and of `npm run kafka`, which must not run. */
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isKafkaRunning, localFolder } from '@user-information/servers';
import { isInUse, readDataFolder } from './data-folder.ts';
import { forgetData } from './forget-data.ts';

const folder = readDataFolder(process.env);
if (isInUse(folder)) {
  console.error(`The demo runs on the data in ${folder}: stop it with Ctrl-C first.`);
  process.exitCode = 1;
} else if (isKafkaRunning(join(folder, localFolder))) {
  console.error(`npm run kafka runs on the data in ${folder}: stop it with Ctrl-C first.`);
  process.exitCode = 1;
} else {
  const services = globSync('apps/*').map((path) => basename(path));
  console.log(
    forgetData(folder, [...services, localFolder])
      ? `Forgot the data in ${folder}.`
      : `Nothing to forget: ${folder} has no data.`,
  );
}
