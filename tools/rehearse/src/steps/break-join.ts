import { expectFollowers } from '../expect-followers.ts';
import type { Scene } from '../scene.ts';
import { joinStatus } from '../stage-page.ts';
import type { Talk } from '../talk.ts';
import { duration } from '../talk.ts';

/** What is to be mended. */
export interface Broken {
  /** Where the event is that nobody has counted. */
  readonly position: string;
  /** Of the alert that fires. */
  readonly labels: Readonly<Record<string, string>>;
}

/** join-service is killed in the midst of its work: the rest goes on, and a human is told. */
export async function breakJoin(scene: Scene, talk: Talk): Promise<Broken> {
  const { page, viewUrl, webhook } = scene;
  const [one, other] = scene.users;
  const followers = other.followerCount + 1;
  const heard = webhook.told.length;
  const killedAtMs = performance.now();
  const passed = (): string => duration(performance.now() - killedAtMs);

  await talk.step(
    'join-service is killed',
    async (signal) => {
      await page.press('/join/kill');
      await page.shows((snapshot) => joinStatus(snapshot) === 'down', signal);
    },
    () => `join-service is killed with -9: ${passed()} later it is grey on the page.`,
  );
  const { position } = await talk.step(
    'the rest goes on',
    async () => {
      const taken = await page.command('unfollow', one.userId, other.userId);
      await expectFollowers(viewUrl, other.userId, followers);
      return taken;
    },
    ({ durableMs }) =>
      `${one.name} unfollows ${other.name}: in the log after ${duration(durableMs)}; the view still ` +
      `answers; followers: ${followers}, as before.`,
  );
  const { labels } = await talk.step(
    'a human is paged',
    () => webhook.hears({ alertname: 'PipelineStopped', group: 'join-service' }, 'firing', heard),
    ({ annotations, labels: { alertname } }) =>
      `A human is paged ${passed()} after the kill: ${alertname}, "${annotations['summary']}" ` +
      `(${annotations['runbook_url']}).`,
  );
  return { position, labels };
}
