// Puts load on a server and tells how it did. Started by load.ts.
import { runSide, userIdOf } from '@user-information/bench';
import { randomStream, zipf } from '@user-information/simulation';
import { closedLoop } from './closed-loop.ts';
import type { LoadOptions } from './load.ts';
import { openLoop } from './open-loop.ts';

await runSide<LoadOptions>((options) => {
  const { kind, seed, users } = options;
  const random = randomStream(seed, 'load')(0);
  const nextPath = () => `/users/${userIdOf(zipf(random, users))}`;
  return kind.type === 'open'
    ? openLoop({ ...options, ...kind, nextPath })
    : closedLoop({ ...options, ...kind, nextPath });
});
