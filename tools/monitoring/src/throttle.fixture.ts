/**
 * Preloaded into the services: while the file that THROTTLE names exists, user-info-http computes something
 * else nearly all the time.
 */
import { existsSync } from 'node:fs';

const file = process.env['THROTTLE'] ?? '';
const blockedMs = 8;

if (process.argv[1]?.includes('user-info-http') === true) {
  setInterval(() => {
    if (!existsSync(file)) return;
    const untilMs = performance.now() + blockedMs;
    while (performance.now() < untilMs);
  }, 1).unref();
}
