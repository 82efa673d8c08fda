/** `npm run soak`: the services on Kafka under chaos, for five minutes. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { soak } from './kafka/soak.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [seconds, seed] = [Number(values.seconds), Number(values.seed)];

// Ends what was started, too: the servers have a watchdog, and services end with this process.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

if (!(seconds > 0) || !Number.isSafeInteger(seed)) {
  console.error('npm run soak -- [--seconds 300] [--seed <a whole number>]');
  process.exitCode = 1;
} else {
  console.log(`${seconds} s of chaos, seed ${seed}`);
  const workspace = resolve(import.meta.dirname, '../../..');
  const { faults, history } = await soak({ workspace, seconds, seed, tell: console.log });
  for (const fault of faults) console.error(fault);
  console.log(`${faults.length} faults after a history of ${JSON.stringify(history)}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
