import { expectFollowers } from '../expect-followers.ts';
import type { Scene } from '../scene.ts';
import type { Talk } from '../talk.ts';
import { duration } from '../talk.ts';

/** One user follows the other, and everybody is served that. */
export async function follow({ page, users: [one, other], viewUrl }: Scene, talk: Talk) {
  const before = other.followerCount;
  await talk.step(
    'a follow is counted',
    async () => {
      const startMs = performance.now();
      const { durableMs, position } = await page.command('follow', one.userId, other.userId);
      await expectFollowers(viewUrl, other.userId, before + 1, position);
      return { durableMs, servedMs: performance.now() - startMs };
    },
    ({ durableMs, servedMs }) =>
      `${one.name} follows ${other.name}: in the log after ${duration(durableMs)}, served after ` +
      `${duration(servedMs)}; followers ${before} → ${before + 1}.`,
  );
}
