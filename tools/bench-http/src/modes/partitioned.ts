import { setTimeout as delay } from 'node:timers/promises';
import { topics } from '@user-information/schemas';
import type { Mode } from './mode.ts';
import type { Stage } from './stage.ts';

const group = `user-info-http-${topics.userInformation.name}`;
const shareLimitMs = 60_000;
const instance = { VIEW_PARTITIONS: 'shared', STANDBY_REPLICAS: '1' };

/** Three that have a partition and a warm copy of another each, behind a router. */
export const partitioned: Mode = {
  needsKafka: true,
  updates: 'user-information',
  start: async (stage) => {
    const instances = await stage.startServices('user-info-http', [instance, instance, instance]);
    await shared(stage, instances.length);
    const router = await stage.startService('user-info-http', { VIEW_STORE: 'instances' });
    return { url: router.url, pids: [router, ...instances].map(({ pid }) => pid) };
  },
};

/** Resolves when each of them has its share, so that no partition moves while it is asked for. */
async function shared(stage: Stage, count: number): Promise<void> {
  const deadlineMs = Date.now() + shareLimitMs;
  while (Date.now() < deadlineMs) {
    const members = await stage.writable.log.groupMembers(group);
    const settled = members.filter((it) => it.active.length === 1 && it.standby.length === 1);
    if (members.length === count && settled.length === count) return;
    await delay(50);
  }
  throw new Error(`The partitions were not shared evenly within ${shareLimitMs} ms.`);
}
