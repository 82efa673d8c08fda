import { describe, expect, it } from '@jest/globals';
import { TopologyDriver, put, remove } from '@user-information/streams-testing';
import fc from 'fast-check';
import { Audit } from './audit.ts';
import { histories } from './test-history.ts';
import type { Event } from './test-history.ts';
import { TestLog } from './test-log.ts';
import { audited, links, people, posts, profiles, profilesJoin } from './test-people.ts';
import type { Profile } from './test-people.ts';
import type { Verdict } from './verdict/audit-report.ts';
import { isRight } from './verdict/audit-report.ts';

const { signal } = new AbortController();
const cases = { numRuns: 150 };

/** An audit of a join that goes on, burst by burst, whenever the audit asks the log something. */
async function auditOf(topology = profilesJoin(), history: readonly (readonly Event[])[] = []) {
  const driver = new TopologyDriver(topology);
  const bursts = [...history];
  const log = new TestLog(driver, async () => {
    for (const event of bursts.shift() ?? []) {
      if (event.of === 'change') driver.append(event.record);
      else await driver.step(event.task, event.records, event.crash);
    }
  });
  const audit = await Audit.open({ log, spec: audited, signal, lookEveryMs: 1 });
  const next = async (): Promise<Verdict> => (await audit.next()) ?? next();
  return { driver, next, isOver: () => bursts.length === 0 };
}

/** The view by brute force, from the last record of each entity. */
async function expected(driver: TopologyDriver): Promise<Map<string, Profile>> {
  const rows = await driver.table(people);
  const allPosts = [...(await driver.table(posts)).values()];
  const allLinks = [...(await driver.table(links)).values()];
  return new Map(
    [...rows].map(([key, row]) => [
      key,
      {
        ...row,
        posts: allPosts.filter(({ author }) => author === key).length,
        linksOut: allLinks.filter(({ from }) => from === key).length,
        linksIn: allLinks.filter(({ to }) => to === key).length,
      },
    ]),
  );
}

const wrongKeys = ({ examples }: Verdict) => [...new Set(examples.map(({ key }) => key))].sort();

describe('an audit of a view that lags behind, crashes and moves on', () => {
  it('never alarms', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { driver, next, isOver } = await auditOf(profilesJoin(), history);
        while (!isOver()) expect(wrongKeys(await next())).toEqual([]);
        await driver.run();
        await next();
        const last = await next();
        expect(isRight(last)).toBe(true);
        expect(last.rowsChecked).toBe((await expected(driver)).size);
        for (const { is, atLeast, atMost } of last.sums.values()) {
          expect([is, is]).toEqual([atLeast, atMost]);
        }
      }),
      cases,
    );
  });

  it('finds an error in any field of any row at once, and that it is mended', async () => {
    const fields = ['name', 'place', 'posts', 'linksOut', 'linksIn', 'all', 'none'] as const;
    const plan = { history: histories, field: fc.constantFrom(...fields), by: fc.integer() };
    await fc.assert(
      fc.asyncProperty(fc.record(plan), async ({ history, field, by }) => {
        const { driver, next, isOver } = await auditOf(profilesJoin(), history);
        // Nobody else knows zed, so what else goes on is no excuse.
        driver.append(
          put(people, 'zed', { name: 'Zed', place: 'here' }),
          put(links, 'zed', { from: 'zed', to: 'zed' }),
        );
        await driver.run();
        expect(wrongKeys(await next())).toEqual([]);
        const right = (await driver.table(profiles)).get('zed') as Profile;
        const wrong = {
          ...right,
          ...(field === 'name' || field === 'place' ? { [field]: `wrong ${by}` } : {}),
          ...(field.startsWith('link') || field === 'posts' ? { [field]: -1 - Math.abs(by) } : {}),
        };
        if (field === 'all') driver.append(remove(profiles, 'zed'));
        else if (field === 'none') driver.append(put(profiles, 'ghost', right));
        else driver.append(put(profiles, 'zed', wrong));
        const key = field === 'none' ? 'ghost' : 'zed';
        for (let asked = 0; asked < 2 || !isOver(); asked += 1) {
          expect(wrongKeys(await next())).toEqual([key]);
        }
        driver.append(field === 'none' ? remove(profiles, key) : put(profiles, key, right));
        expect(wrongKeys(await next())).toEqual([]);
      }),
      cases,
    );
  });

  it('finds exactly the rows that a join with a bug gets wrong', async () => {
    const bug = fc.constantFrom('posts' as const, 'linksOut' as const, 'linksIn' as const);
    let found = 0;
    await fc.assert(
      fc.asyncProperty(histories, bug, async (history, forgets) => {
        const { driver, next, isOver } = await auditOf(profilesJoin(forgets), history);
        while (!isOver()) await next();
        await driver.run();
        await next();
        const view = await driver.table(profiles);
        const right = await expected(driver);
        const wrong = [...right].filter(([key, row]) => view.get(key)?.[forgets] !== row[forgets]);
        expect(wrongKeys(await next())).toEqual(wrong.map(([key]) => key).sort());
        found += wrong.length;
      }),
      cases,
    );
    expect(found).toBeGreaterThan(0);
  });
});
