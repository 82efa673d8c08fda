import { describe, expect, it } from '@jest/globals';
import type { Suite } from './suite.ts';
import { aProblem, positionOf, row } from './suite.ts';

export function positionTests(suite: Suite): void {
  describe('where the view is', () => {
    it('is told with every answer, and may be asked for again', async () => {
      const prefix = suite.freshPrefix();
      const id = `${prefix}a`;
      await suite.put({ [id]: row(1) });
      const paths = [
        suite.pathOf(id),
        `${suite.pathOf(id)}?fields=count`,
        `${suite.view.collection}?limit=1&afterKey=${prefix}`,
      ];
      for (const path of paths) {
        const answer = await suite.ask(path);
        expect(positionOf(answer)).toMatch(/^[\w.-]+-\d+@\d+(,[\w.-]+-\d+@\d+)*$/);
        expect(String(answer.headers['x-view-lag-ms'])).toMatch(/^\d+$/);
        const glue = path.includes('?') ? '&' : '?';
        const again = await suite.ask(`${path}${glue}waitMs=0&after=${positionOf(answer)}`);
        expect(again.status).toBe(200);
      }
    });

    it('is told with 304, and with 404 for a key of the same partition', async () => {
      const id = `${suite.freshPrefix()}a`;
      await suite.put({ [id]: row(1) });
      const { headers } = await suite.ask(suite.pathOf(id));
      const unchanged = await suite.ask(suite.pathOf(id), {
        headers: { 'if-none-match': String(headers.etag) },
      });
      expect(positionOf(unchanged)).toBe(positionOf({ headers } as typeof unchanged));
      await suite.put({ [id]: null });
      const gone = await suite.ask(suite.pathOf(id));
      expect(gone.status).toBe(404);
      expect(offset(positionOf(gone))).toBeGreaterThan(offset(String(headers['x-view-position'])));
    });
  });

  describe('?after=', () => {
    it('waits until the view includes what was written', async () => {
      const id = `${suite.freshPrefix()}a`;
      for (let n = 0; n < 20; n += 1) {
        const positions = await suite.view.put({ [id]: row(n) });
        const answer = await suite.ask(`${suite.pathOf(id)}?after=${positions.join()}`);
        expect(answer).toMatchObject({ status: 200, body: row(n) });
      }
    });

    it('works for the list and for a lookup', async () => {
      const prefix = suite.freshPrefix();
      const list = await suite.view.put({ [`${prefix}a`]: row(1) });
      const path = `${suite.view.collection}?limit=1&afterKey=${prefix}&after=${list.join()}`;
      expect((await suite.ask(path)).body).toMatchObject({ items: [row(1)] });
      const batch = await suite.view.put({ [`${prefix}b`]: row(2) });
      const answer = await suite.ask(`${suite.view.collection}/lookup?after=${batch.join()}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ids: [`${prefix}b`] }),
      });
      expect(answer.body).toMatchObject({ found: { [`${prefix}b`]: row(2) } });
    });

    it('says how far the view is when the time is up', async () => {
      const id = `${suite.freshPrefix()}a`;
      await suite.put({ [id]: row(1) });
      const { topic, partition } = parsed(positionOf(await suite.ask(suite.pathOf(id))));
      const after = `${topic}-${partition}@999999999`;
      for (const waitMs of [0, 50]) {
        const answer = await suite.ask(`${suite.pathOf(id)}?after=${after}&waitMs=${waitMs}`);
        expect(answer).toEqual(aProblem(503, new RegExp(`After ${waitMs} ms, .* left to take`)));
        expect(answer.headers['retry-after']).toBe('1');
        const { waitsFor, ...body } = answer.body as { waitsFor: { recordsLeft: number } };
        expect(body).toMatchObject({ title: 'Not there yet', after });
        expect(waitsFor.recordsLeft).toBeGreaterThan(0);
      }
      expect(await suite.ask(suite.pathOf(id))).toMatchObject({ status: 200 });
    });

    it('answers those who do not wait, and those who do once it is there', async () => {
      const { hold } = suite.view;
      if (hold === undefined) return;
      const id = `${suite.freshPrefix()}a`;
      await suite.put({ [id]: row(1) });
      const release = await hold();
      const positions = await suite.view.put({ [id]: row(2) });
      const path = `${suite.pathOf(id)}?after=${positions.join()}`;
      const waiting = Array.from({ length: 20 }, () => suite.ask(path));
      expect(await suite.ask(`${path}&waitMs=20`)).toMatchObject({
        status: 503,
        body: { waitsFor: { recordsLeft: expect.any(Number) } },
      });
      expect(await suite.ask(suite.pathOf(id))).toMatchObject({ body: row(1) });
      release();
      for (const answer of await Promise.all(waiting)) expect(answer.body).toEqual(row(2));
    });

    it.each(['', 'x', 'a-1', 'a-1@', 'a-1@x', 'a-1@-1', 'a-1@1,', 'a-1@1&after=a-1@2'])(
      'is 400 for after=%s',
      async (after) => {
        const path = suite.pathOf(`${suite.freshPrefix()}a`);
        expect(await suite.ask(`${path}?after=${after}`)).toEqual(aProblem(400, /^after must be/));
      },
    );

    it('is 400 for a topic that the view is not made of, and a partition that is not there', async () => {
      const id = `${suite.freshPrefix()}a`;
      await suite.put({ [id]: row(1) });
      const { topic } = parsed(positionOf(await suite.ask(suite.pathOf(id))));
      const path = suite.pathOf(id);
      expect(await suite.ask(`${path}?after=other-0@1`)).toEqual(
        aProblem(400, /is not made of "other", but of/),
      );
      expect(await suite.ask(`${path}?after=${topic}-999@1`)).toEqual(
        aProblem(400, `There is no ${topic}-999`),
      );
    });

    it.each(['-1', '10001', 'x', ''])('is 400 for waitMs=%s', async (waitMs) => {
      const id = `${suite.freshPrefix()}a`;
      await suite.put({ [id]: row(1) });
      const after = positionOf(await suite.ask(suite.pathOf(id)));
      const path = `${suite.pathOf(id)}?after=${after}&waitMs=${waitMs}`;
      expect(await suite.ask(path)).toEqual(aProblem(400, /^waitMs must be/));
    });
  });
}

/** Of a position of one partition. */
function parsed(position: string) {
  const [, topic, partition, at] = /^(.+)-(\d+)@(\d+)$/.exec(position) ?? [];
  return { topic, partition, offset: Number(at) };
}

function offset(position: string): number {
  return parsed(position).offset;
}
