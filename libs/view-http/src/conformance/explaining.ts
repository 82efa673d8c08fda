import { describe, expect, it } from '@jest/globals';
import type { Suite } from './suite.ts';
import { aProblem, positionOf, row } from './suite.ts';

const aTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const aPosition = expect.stringMatching(/^[\w.-]+-\d+@\d+$/);

export function explainingTests(suite: Suite): void {
  const explain = (id: string, query = '') => suite.ask(`${suite.pathOf(id)}/explain${query}`);
  const view = {
    topic: expect.any(String),
    position: aPosition,
    lagMs: expect.any(Number),
  };

  describe('GET of an explanation', () => {
    it('tells of which record a row is, when that happened and was applied', async () => {
      const id = `${suite.freshPrefix()}a b/c`;
      await suite.put({ [id]: row(1) });
      const first = await explain(id);
      expect(first).toMatchObject({
        status: 200,
        headers: { 'cache-control': 'no-store', 'x-view-position': aPosition },
      });
      const change = { position: aPosition, happenedAt: aTime, appliedAt: aTime, lastEvents: [] };
      expect(first.body).toEqual({ key: id, view, row: change, sources: expect.any(Array) });
      const { position } = (first.body as Explained).row;
      expect(await explain(id)).toMatchObject({ body: { row: { position } } });

      const positions = await suite.view.put({ [id]: row(2) });
      const second = await explain(id, `?after=${positions.join()}`);
      expect(offset(second.body)).toBeGreaterThan(offset(first.body));
    });

    it('tells which events of each input are in a row, when they happened and were applied', async () => {
      const id = `${suite.freshPrefix()}a`;
      const [happened, applied] = ['2020-02-29T12:00:00.000Z', '2020-02-29T12:00:01.000Z'];
      const times = [happened, applied].map((time) => Date.parse(time).toString(36)).join('/');
      const told = `by%20whom=follows-0@7/${times},broken=follows,likes=likes-2@9/${times}`;
      await suite.served(await suite.view.put({ [id]: row(1) }, { 'last-events': told }));
      const { body } = await explain(id);
      const event = { fields: [], happenedAt: happened, appliedAt: applied };
      expect((body as Explained).row.lastEvents).toEqual([
        { ...event, input: 'by whom', position: 'follows-0@7' },
        { ...event, input: 'likes', position: 'likes-2@9' },
      ]);
    });

    it('needs no value that can be decoded', async () => {
      const id = `${suite.freshPrefix()}a`;
      await suite.served(await suite.view.putDamaged(id));
      expect(await explain(id)).toMatchObject({ status: 200, body: { key: id } });
    });

    it('is 404 for a key that no row has, and tells how far the view is', async () => {
      const id = `${suite.freshPrefix()}a`;
      await suite.put({ [id]: row(1) });
      await suite.put({ [id]: null });
      const answer = await explain(id);
      expect(answer).toEqual(aProblem(404, id));
      expect(answer.body).toMatchObject({
        key: id,
        view: { position: positionOf(answer) },
        row: null,
      });
    });

    it('is 400 for what can not be asked', async () => {
      const { collection } = suite.view;
      expect(await suite.ask(`${collection}/%00/explain`)).toEqual(aProblem(400));
      expect(await suite.ask(`${collection}/a/explain?after=x`)).toEqual(aProblem(400));
    });
  });
}

interface Explained {
  readonly row: { readonly position: string; readonly lastEvents: unknown };
}

function offset(body: unknown): number {
  return Number(/\d+$/.exec((body as Explained).row.position)?.[0]);
}
