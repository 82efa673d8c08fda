import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Demo, serviceNames } from '@user-information/harness';
import type { ServiceProcess } from '@user-information/harness';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { AuditView as Report } from './snapshot.ts';

const workspace = resolve(__dirname, '../../..');
const artifacts = resolve(__dirname, '../test-artifacts');
const wide = { width: 1280, height: 720 };
const phone = { width: 390, height: 844 };

/** Nobody but the page follows, so that it is known what each count must be. There is much to catch up. */
const rates = {
  USERS: '30',
  STATUSES_PER_SECOND: '10',
  FOLLOWS_PER_SECOND: '0',
  UNFOLLOWS_PER_SECOND: '0',
  LIKES_PER_SECOND: '100',
  UNLIKES_PER_SECOND: '0',
};
/** More than so many records make the page tell how far it is with them. */
const manyRecords = 300;

describe('the page for the stage', () => {
  let demo: Demo;
  let stage: ServiceProcess;
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let elsewhere: string[];

  beforeAll(async () => {
    demo = await Demo.create({ workspace, env: rates, services: [...serviceNames, 'stage'] });
    stage = demo.service('stage');
    // The page starts join-service.
    for (const service of demo.services) if (service.name !== 'join-service') service.start();
    await stage.ready(90_000);
    mkdirSync(artifacts, { recursive: true });
    const quiet = ['--disable-background-networking', '--disable-component-update'];
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? 'chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', ...quiet],
    });
  });

  afterAll(async () => {
    await demo.close();
    await browser.close();
  });

  beforeEach(async () => {
    [errors, elsewhere] = [[], []];
    page = await browser.newPage({ viewport: wide });
    page.setDefaultTimeout(90_000);
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('request', (request) => {
      if (!request.url().startsWith(stage.url)) elsewhere.push(request.url());
    });
    await page.goto(stage.url);
  });

  afterEach(async () => {
    await page.close();
    expect(errors).toEqual([]);
    expect(elsewhere.filter((url) => !url.startsWith('data:'))).toEqual([]);
  });

  const countOf = async (card: 'you' | 'them', count: string): Promise<number> =>
    Number(await page.textContent(`#${card} [data-count=${count}]`));

  /** Waits until a count is so. */
  const untilCount = (card: 'you' | 'them', count: string, expected: number) =>
    page.waitForSelector(`#${card} [data-count=${count}] .figure:text-is("${expected}")`);

  /** Has the page note what is said of join-service from now on. */
  const noteStates = () =>
    page.evaluate(() => {
      const notes: string[] = [];
      Object.assign(window, { notes });
      const state = document.querySelector('#topology .state');
      const note = (): void => {
        const text = state?.textContent ?? '';
        if (text !== notes.at(-1)) notes.push(text);
      };
      if (state !== null) new MutationObserver(note).observe(state, { childList: true });
    });
  const notedStates = () =>
    page.evaluate(() => (window as unknown as { readonly notes: string[] }).notes);

  /** Waits until the auditor finds all counts right by what it has read since then. */
  const auditedAfter = async (sinceMs: number): Promise<void> => {
    for (;;) {
      const report = (await (await fetch(`${demo.service('auditor').url}/audit`)).json()) as Report;
      const ageMs = (report.ageSeconds ?? Infinity) * 1000;
      if (report.verdict === 'right' && Date.now() - ageMs > sinceMs) return;
      await delay(100);
    }
  };

  const untilReady = () => page.waitForSelector('#connection.good');

  it('starts join-service by its button, and says so', async () => {
    await page.click('#start');
    await untilReady();
    await page.waitForSelector('#topology .frame[data-status=ready]');
    await page.waitForSelector('#verdict.right');
    await page.waitForSelector('#topology .state:text-is("1 instance: tasks 0 1 2")');
    expect(stage.output).toContain('All services are ready.');
  });

  it('counts a follow on both cards, and says how long that took', async () => {
    await untilReady();
    await page.waitForSelector('#them .name:has-text(" ")');
    const followers = await countOf('them', 'followerCount');
    const following = await countOf('you', 'followingCount');
    await page.click('#follow');
    await untilCount('them', 'followerCount', followers + 1);
    await untilCount('you', 'followingCount', following + 1);
    await page.waitForSelector('#outcome .time.served');
    expect(await page.textContent('#outcome')).toMatch(
      /^follow in the log after [\d.]+ m?s, served after [\d.]+ m?s$/,
    );
    await page.keyboard.press('u');
    await untilCount('them', 'followerCount', followers);
  });

  it('shows that join-service was killed, is back, catches up, and that nothing is lost', async () => {
    await untilReady();
    await page.waitForSelector('#them .name:has-text(" ")');
    const followers = await countOf('them', 'followerCount');
    await noteStates();
    await page.click('#kill');
    await page.waitForSelector('#topology .frame[data-status=down]');
    await page.waitForSelector('#start:not(:disabled)');
    await page.click('#follow');
    await page.waitForSelector('#outcome:has-text("in the log after")');
    await page.waitForFunction((many) => {
      const text = document.getElementById('topology')?.getAttribute('aria-label') ?? '';
      return Number(/is ([\d,]+) records/.exec(text)?.[1]?.replaceAll(',', '')) > many;
    }, manyRecords);
    // It is the last that the view had: nobody is told anything wrong.
    expect(await countOf('them', 'followerCount')).toBe(followers);
    await page.screenshot({ path: join(artifacts, 'killed.png') });

    const startedAtMs = Date.now();
    await page.click('#start');
    await page.waitForSelector('#topology .frame[data-status=ready]');
    await page.waitForSelector('#outcome .time.served');
    await untilCount('them', 'followerCount', followers + 1);
    await page.waitForSelector('#topology .state:text-is("1 instance: tasks 0 1 2")');
    const states = await notedStates();
    expect(states.filter((state) => ['down', 'caught up'].includes(state))).toEqual([
      'down',
      'caught up',
    ]);

    // All of it was recounted since, and the card goes on.
    await auditedAfter(startedAtMs);
    await page.waitForSelector('#verdict.right');
    await page.click('#unfollow');
    await untilCount('them', 'followerCount', followers);
  });

  it.each([
    ['a projector, light', wide, 'light', 'wide-light'],
    ['a projector, dark', wide, 'dark', 'wide-dark'],
    ['a phone, light', phone, 'light', 'phone-light'],
    ['a phone, dark', phone, 'dark', 'phone-dark'],
  ] as const)('fits the screen of %s', async (_what, size, colorScheme, name) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    await untilReady();
    await page.waitForSelector('#them .name:has-text(" ")');
    await page.waitForSelector('#feed li');
    const { height, width } = await page.evaluate(() => ({
      height: document.documentElement.scrollHeight,
      width: document.documentElement.scrollWidth,
    }));
    expect(width).toBeLessThanOrEqual(size.width);
    if (size === wide) expect(height).toBeLessThanOrEqual(size.height);
    await page.screenshot({ path: join(artifacts, `${name}.png`), fullPage: size === phone });
  });

  it('takes orders from its own page only', async () => {
    const ask = (path: string, headers: Record<string, string>) =>
      fetch(`${stage.url}${path}`, { method: 'POST', headers, body: '{}' });
    const json = { 'content-type': 'application/json' };
    const token = await page.getAttribute('meta[name=stage-token]', 'content');
    const wrong = [
      json,
      { ...json, 'x-stage-token': String(token) },
      { ...json, origin: stage.url },
      { ...json, origin: 'http://evil.example', 'x-stage-token': String(token) },
    ];
    for (const headers of wrong) {
      expect((await ask('/api/join/kill', headers)).status).toBe(403);
      expect((await ask('/api/commands', headers)).status).toBe(403);
    }
    const own = { ...json, origin: stage.url, 'x-stage-token': String(token) };
    expect((await ask('/api/join/start', own)).status).toBe(409);
    await untilReady();
  });
});
