// Changes profiles at a rate until it is stopped. Started by updates.ts.
import { runSide } from '@user-information/bench';
import { pace, randomStream } from '@user-information/simulation';
import type { WritableLog } from './open-log.ts';
import { openWritableLog } from './open-log.ts';
import { ProfileChanges } from './profile-changes.ts';
import type { UpdatesOptions } from './updates.ts';

await runSide<UpdatesOptions>(async (options) => {
  const opened = await openWritableLog(options.log);
  void appendUntilStopped(opened, options);
  return {};
});

async function appendUntilStopped(opened: WritableLog, options: UpdatesOptions): Promise<void> {
  const { perSecond, seed, to, users } = options;
  const stopping = new AbortController();
  process.once('SIGTERM', () => stopping.abort());
  const random = randomStream(seed, 'updates')(0);
  const changes = new ProfileChanges(opened.writers, to, users, random);
  const underWay = new Set<Promise<unknown>>();
  for await (const due of pace({ perSecond, random, signal: stopping.signal })) {
    for (let i = 0; i < due; i++) {
      // One by one, since what is appended together may need a transaction; and without waiting, since
      // changes come whether the log is busy or not. One that fails ends this process.
      const appending = opened.log.append([changes.next()]);
      underWay.add(appending);
      void appending.then(() => underWay.delete(appending));
    }
  }
  await Promise.all(underWay);
  await opened.close();
  process.exit();
}
