/** `npm run reset`: forgets the data of the demo, which must not run. */
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { isInUse, readDataFolder } from './data-folder.ts';
import { forgetData } from './forget-data.ts';

const folder = readDataFolder(process.env);
if (isInUse(folder)) {
  console.error(`The demo runs on the data in ${folder}: stop it with Ctrl-C first.`);
  process.exitCode = 1;
} else {
  const services = globSync('apps/*').map((path) => basename(path));
  console.log(
    forgetData(folder, services)
      ? `Forgot the data in ${folder}.`
      : `Nothing to forget: ${folder} has no data.`,
  );
}
