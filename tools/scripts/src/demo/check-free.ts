/**
 * `npm start` begins with this. Nx would let a second demo in the same checkout wait, without a
 * word of why, for the services of the first.
 */
import { isInUse, readDataFolder } from './data-folder.ts';

const folder = readDataFolder(process.env);
if (isInUse(folder)) {
  console.error(
    `A demo already runs on the data in ${folder}: stop it with Ctrl-C, or set DATA_DIR to another folder.`,
  );
  process.exitCode = 1;
}
