import { describe, expect, it } from '@jest/globals';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import { TopologyDriver, put } from '@user-information/streams-testing';
import { startAuditor } from './start-auditor.ts';
import type { Auditor, AuditorOptions } from './start-auditor.ts';
import { TestLog } from './test-log.ts';
import { audited, people, profiles, profilesJoin } from './test-people.ts';

const ann = { name: 'Ann', place: 'here' };

function setUp(log?: AuditorOptions['log']) {
  const driver = new TopologyDriver(profilesJoin());
  const metrics = createMetrics({ service: 'test' });
  const health = new Health();
  const errors: unknown[] = [];
  const options = {
    log: log ?? new TestLog(driver),
    spec: audited,
    everyMs: 1,
    metrics,
    logger: createLogger({ name: 'test', level: 'silent', format: 'json' }),
    health: health.component('audit'),
    onError: (error: unknown) => void errors.push(error),
  };
  return { driver, metrics, health, errors, options };
}

async function until(auditor: Auditor, verdict: string) {
  while (auditor.report().verdict !== verdict) await new Promise(setImmediate);
  return auditor.report();
}

describe('startAuditor', () => {
  it('tells its verdict, and each change of it, as JSON and as metrics', async () => {
    const { driver, errors, health, metrics, options } = setUp();
    driver.append(put(people, 'ann', ann));
    const auditor = await startAuditor(options);
    expect(auditor.report()).toMatchObject({ verdict: 'unknown', completedAt: null });
    expect(await until(auditor, 'right')).toMatchObject({
      rowsChecked: 1,
      rowsWrong: 0,
      waitsFor: null,
      sums: { posts: { is: 0, atLeast: 0, atMost: 0 } },
      live: { posts: 0, links: 0 },
      examples: [],
    });
    expect(health.status().ready).toBe(true);
    expect(await metrics.metrics()).toMatch(/^audit_right\{[^}]*\} 1$/m);

    driver.append(put(profiles, 'ann', { ...ann, posts: 1, linksOut: 0, linksIn: 0 }));
    const { examples, positions, sums } = await until(auditor, 'wrong');
    expect(examples).toEqual([{ key: 'ann', field: 'posts', is: 1, shouldBe: [0] }]);
    expect(sums['posts']).toEqual({ is: 1, atLeast: 0, atMost: 0 });
    expect(positions?.view['profiles']?.reduce((a, b) => a + b)).toBe(2);
    expect(await metrics.metrics()).toMatch(/^audit_sum\{count="posts",of="view",[^}]*\} 1$/m);
    await auditor.close();
    expect(errors).toEqual([]);
  });

  it('counts what no one can read, and takes it for nothing', async () => {
    const { driver, metrics, options } = setUp();
    driver.append(put(people, 'ann', ann));
    driver.append({ topic: 'people', key: Buffer.from('ann'), value: Buffer.from('no JSON') });
    driver.append({ topic: 'posts', key: Buffer.from([0xff]), value: Buffer.from('{}') });
    const auditor = await startAuditor(options);
    expect(await until(auditor, 'right')).toMatchObject({ rowsChecked: 1 });
    const text = await metrics.metrics();
    expect(text).toMatch(/^audit_unreadable_records_total\{topic="people",[^}]*\} 1$/m);
    expect(text).toMatch(/^audit_unreadable_records_total\{topic="posts",[^}]*\} 1$/m);
    await auditor.close();
  });

  it('says so when it can not go on', async () => {
    const { driver } = setUp();
    driver.append(put(people, 'ann', ann));
    const log = new TestLog(driver);
    // eslint-disable-next-line require-yield
    log.read = async function* () {
      return;
    };
    const { errors, health, options } = setUp(log);
    const auditor = await startAuditor(options);
    while (errors.length === 0) await new Promise(setImmediate);
    expect(errors).toMatchObject([{ code: 'READ_ENDED' }]);
    expect(health.status().ready).toBe(false);
    await auditor.close();
  });
});
