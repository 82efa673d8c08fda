import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventLog } from '@user-information/event-log';
import { openEmbeddedEventLog } from '@user-information/event-log-embedded';
import { Demo } from '@user-information/harness';
import { Monitoring } from './monitoring.ts';
import { repository } from './rules.ts';
import { Webhook } from './webhook.ts';

const junk = { key: Buffer.from('poison'), value: Buffer.from('no Avro') };

describe('a promise that is broken', () => {
  let demo: Demo;
  let log: EventLog;
  let webhook: Webhook;
  let monitoring: Monitoring;
  let throttle: string;

  beforeAll(async () => {
    throttle = join(mkdtempSync(join(tmpdir(), 'throttle-')), 'is-on');
    demo = await Demo.start({
      workspace: repository,
      env: {
        USERS: '50',
        STATUSES_PER_SECOND: '5',
        CACHE_MEGABYTES: '0',
        AUDIT_SECONDS: '1',
        NODE_OPTIONS: `--import=${join(__dirname, 'throttle.fixture.ts')}`,
        THROTTLE: throttle,
      },
    });
    log = await openEmbeddedEventLog({ directory: join(demo.dataDir, 'log'), cleans: false });
    webhook = await Webhook.start();
    monitoring = await Monitoring.start({
      workspace: repository,
      prometheus: process.env['PROMETHEUS'] ?? '',
      alertmanager: process.env['ALERTMANAGER'] ?? '',
      services: Object.fromEntries(demo.services.map(({ name, address }) => [name, address])),
      webhook: webhook.url,
    });
  });

  afterAll(async () => {
    await monitoring.close();
    await webhook.close();
    await log.close();
    await demo.close();
    rmSync(dirname(throttle), { recursive: true });
  });

  it('pages: a server is throttled, and answers slowly', async () => {
    const burning = { alertname: 'BudgetBurnsIn2Days', objective: 'response', severity: 'page' };
    const stop = new AbortController();
    writeFileSync(throttle, '');
    const asking = ask(`${demo.service('user-info-http').url}/users/canary`, stop.signal);
    const { annotations } = await webhook.hears(burning, 'firing', 0);
    expect(annotations['runbook_url']).toBe('docs/RUNBOOK.md#budgetburnsin2days');
    await webhook.hears({ alertname: 'ResponseOverLimit', severity: 'page' }, 'firing', 0);
    const ended = webhook.hears(burning, 'resolved');
    rmSync(throttle);
    await ended;
    stop.abort();
    await asking;
  });

  it('pages: join-service is killed, and nothing is joined', async () => {
    const pages = [
      { alertname: 'ServiceUnreachable', job: 'join-service', severity: 'page' },
      { alertname: 'PipelineStopped', group: 'join-service', severity: 'page' },
      { alertname: 'UpdateOverLimit', severity: 'page' },
    ];
    const victim = demo.service('join-service');
    const from = webhook.told.length;
    await victim.stop('SIGKILL');
    for (const page of pages) await webhook.hears(page, 'firing', from);
    const ended = Promise.all(pages.map((page) => webhook.hears(page, 'resolved')));
    victim.start();
    await ended;
  });

  it('pages: a record is poison', async () => {
    const page = { alertname: 'DeadLetters', job: 'join-service', topic: 'follows' };
    // Nobody but the join follows the follows.
    await log.append([{ topic: 'follows', ...junk }]);
    await webhook.hears({ ...page, severity: 'page' }, 'firing', 0);
    await webhook.hears(page, 'resolved', 0);
  });

  it('pages: a row of the view is wrong', async () => {
    const page = { alertname: 'AuditWrong', severity: 'page' };
    await log.append([{ topic: 'user-information', ...junk }]);
    await webhook.hears(page, 'firing', 0);
    await log.append([{ topic: 'user-information', key: junk.key, value: null }]);
    await webhook.hears(page, 'resolved', 0);
  });

  it('and a heart beats all the time', async () => {
    const { annotations } = await webhook.hears({ alertname: 'Watchdog' }, 'firing', 0);
    expect(annotations['runbook_url']).toBe('docs/RUNBOOK.md#watchdog');
  });
});

/** Asks fifty times a second until told to stop. */
async function ask(url: string, signal: AbortSignal): Promise<void> {
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    await (await fetch(url)).text();
    await delay(20);
  }
}
