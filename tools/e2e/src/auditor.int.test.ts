import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAll } from '@user-information/event-log';
import type { EventLog, LogRecord } from '@user-information/event-log';
import { openEmbeddedEventLog } from '@user-information/event-log-embedded';
import { Demo } from '@user-information/harness';
import { send } from './commands.ts';

const workspace = resolve(__dirname, '../../..');
const view = 'user-information';
const rates = {
  USERS: '200',
  STATUSES_PER_SECOND: '100',
  FOLLOWS_PER_SECOND: '100',
  UNFOLLOWS_PER_SECOND: '30',
  LIKES_PER_SECOND: '100',
  UNLIKES_PER_SECOND: '30',
  AUDIT_SECONDS: '1',
};

interface Report {
  readonly verdict: string;
  readonly completedAt: string | null;
  readonly rowsChecked: number;
  readonly rowsWrong: number;
  readonly sums: Readonly<Record<string, unknown>>;
  readonly live: Readonly<Record<string, number>>;
  readonly examples: readonly unknown[];
}

describe('the auditor, while everything runs', () => {
  let demo: Demo;
  let log: EventLog;

  beforeAll(async () => {
    demo = await Demo.start({ workspace, env: rates });
    log = await openEmbeddedEventLog({ directory: join(demo.dataDir, 'log'), cleans: false });
  });

  afterAll(async () => {
    await log.close();
    await demo.close();
  });

  async function ask(): Promise<Report> {
    return (await send('GET', `${demo.service('auditor').url}/audit`)).body as unknown as Report;
  }

  /** The first verdict of an audit that began after this call. */
  async function nextVerdict(): Promise<Report> {
    const completed: string[] = [];
    for (;;) {
      const report = await ask();
      if (report.completedAt !== null && !completed.includes(report.completedAt)) {
        completed.push(report.completedAt);
      }
      if (completed.length === 3) return report;
      await delay(50);
    }
  }

  /** The newest record of a user in the view. */
  async function newestOf(userId: string): Promise<LogRecord> {
    const records = await readAll(log, view);
    const newest = records.filter(({ key }) => key?.toString() === userId).at(-1);
    if (newest === undefined) throw new Error(`"${userId}" is not in the view.`);
    return newest;
  }

  it('finds nothing wrong, whatever it is that dies', async () => {
    for (const name of ['join-service', 'user-service', 'join-service'] as const) {
      const service = demo.service(name);
      await service.stop('SIGKILL');
      await delay(500);
      service.start();
      await service.ready();
      expect(await nextVerdict()).toMatchObject({ verdict: 'right', examples: [] });
    }
    const { sums, live, rowsChecked } = await ask();
    expect(rowsChecked).toBeGreaterThan(150);
    expect(Object.keys(sums)).toEqual([
      'tweetCount',
      'followingCount',
      'followerCount',
      'likeCount',
    ]);
    expect(Object.values(live).every((entities) => entities > 0)).toBe(true);
  });

  it('finds a wrong record of the view, finds it again when it starts again, and sees it mended', async () => {
    const users = `${demo.service('user-service').url}/users`;
    await send('POST', users, { userId: 'eve', username: 'eve', name: 'Eve' });
    // They would follow eve and like in her name, and so have her row made anew.
    for (const name of ['follow-service', 'like-service'] as const) await demo.service(name).stop();
    await nextVerdict();
    const right = await newestOf('eve');
    const value = Buffer.from(right.value as Buffer);
    // Avro's last byte is twice the number of her likes, which are few.
    const likes = (value.at(-1) ?? 0) / 2;
    value[value.length - 1] = 2 * (likes + 1);
    await log.append([{ topic: view, key: right.key, value }]);
    const wrong = {
      verdict: 'wrong',
      rowsWrong: 1,
      examples: [{ key: 'eve', field: 'likeCount', is: likes + 1, shouldBe: [likes] }],
    };
    expect(await nextVerdict()).toMatchObject(wrong);
    const metrics = await (await fetch(`${demo.service('auditor').url}/metrics`)).text();
    expect(metrics).toMatch(/^audit_right\{[^}]*\} 0$/m);
    expect(metrics).toMatch(/^audit_rows_wrong\{[^}]*\} 1$/m);

    await demo.service('auditor').stop('SIGKILL');
    demo.service('auditor').start();
    await demo.service('auditor').ready();
    expect(await nextVerdict()).toMatchObject(wrong);

    await send('PATCH', `${users}/eve`, { name: 'Eva' });
    expect(await nextVerdict()).toMatchObject({ verdict: 'right', rowsWrong: 0, examples: [] });
  });

  it('finds a row that nobody can read, and one that is of nobody', async () => {
    const right = await newestOf('eve');
    const unreadable = Buffer.from('no Avro');
    await log.append([
      { topic: view, key: Buffer.from('eve'), value: unreadable },
      { topic: view, key: Buffer.from('nobody'), value: right.value },
    ]);
    const { examples, verdict } = await nextVerdict();
    expect(verdict).toBe('wrong');
    expect(examples).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ key: 'eve', field: 'row', shouldBe: ['readable'] }),
        { key: 'nobody', field: 'row', is: 'present', shouldBe: ['missing'] },
      ]),
    );
  });
});
