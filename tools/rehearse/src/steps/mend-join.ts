import { expectFollowers } from '../expect-followers.ts';
import type { Scene } from '../scene.ts';
import { joinStatus } from '../stage-page.ts';
import type { Talk } from '../talk.ts';
import { duration } from '../talk.ts';
import type { Broken } from './break-join.ts';

/** join-service is started again: it catches up, the alert is over, and all counts are right. */
export async function mendJoin(scene: Scene, talk: Talk, broken: Broken): Promise<void> {
  const { page, users, viewUrl, webhook } = scene;
  const [, other] = users;
  const heard = webhook.told.length;
  const startedAtMs = performance.now();
  const passed = (): string => duration(performance.now() - startedAtMs);

  await talk.step(
    'join-service comes back',
    async (signal) => {
      const { join } = await page.shows(() => true, signal);
      await page.press('/join/start');
      await page.shows(
        (snapshot) => joinStatus(snapshot) === 'ready' && (snapshot.join.progress ?? 1) === 1,
        signal,
      );
      return join.recordsLeft;
    },
    (records) =>
      `join-service is started: ${passed()} later it has caught up with ${records} records.`,
  );
  await talk.step(
    'what happened meanwhile is counted',
    () => expectFollowers(viewUrl, other.userId, other.followerCount, broken.position),
    () => `${other.name}'s followers: ${other.followerCount} again. Nothing was lost.`,
  );
  const countedAtMs = performance.now();
  await talk.step(
    'the alert is over',
    () => webhook.hears(broken.labels, 'resolved', heard),
    () => `The human is told that it is over, ${passed()} after the start.`,
  );
  await talk.step(
    'the audit is clean',
    async (signal) => {
      const { audit } = await page.shows(({ audit: it }) => {
        const completedMs = performance.now() - (it?.ageSeconds ?? Infinity) * 1000;
        return it?.verdict !== 'unknown' && completedMs > countedAtMs;
      }, signal);
      if (audit?.verdict !== 'right') throw new Error(`${audit?.rowsWrong} users are wrong.`);
      return audit.rowsChecked;
    },
    (rows) => `The auditor has recounted all ${rows} users: every count is right.`,
  );
}
