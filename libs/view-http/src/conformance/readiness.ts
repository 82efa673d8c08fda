import { describe, expect, it } from '@jest/globals';
import { ask, json } from './client.ts';
import type { ViewConformanceOptions } from './options.ts';
import { aProblem, row } from './suite.ts';

export function readinessTests({ lacks = [], startUnready }: ViewConformanceOptions): void {
  if (startUnready === undefined) return;
  describe('a view that is not ready', () => {
    it('answers nothing that may be wrong, until it has caught up', async () => {
      const view = await startUnready();
      const { collection, url } = view;
      try {
        const body = '{"ids":["a"]}';
        const asked = [
          [`${collection}/a`, {}],
          [`${collection}/none`, {}],
          [`${collection}/lookup`, { method: 'POST', headers: json, body }],
          [collection, {}],
        ] as const;
        const alsoAsked = ['events', 'explain'].filter(
          (name) => !lacks.some((one) => one === name),
        );
        await view.put({ a: row(1) });
        expect(await ask(url, '/health/live')).toMatchObject({ status: 200 });
        expect(await ask(url, '/health/ready')).toEqual(aProblem(503));
        const all = [
          ...asked,
          ...alsoAsked.map((name) => [`${collection}/a/${name}`, {}] as const),
        ];
        for (const [path, options] of all) {
          const answer = await ask(url, path, options);
          expect(answer).toEqual(aProblem(503, /catching up/));
          expect(answer.headers['retry-after']).toBe('1');
        }
        await view.catchUp();
        expect(await ask(url, '/health/ready')).toMatchObject({ status: 200 });
        const statuses = asked.map(
          async ([path, options]) => (await ask(url, path, options)).status,
        );
        expect(await Promise.all(statuses)).toEqual([200, 404, 200, 200]);
      } finally {
        await view.close();
      }
    });
  });
}
