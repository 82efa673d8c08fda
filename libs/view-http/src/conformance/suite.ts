import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Answer, Asked } from './client.ts';
import { ask } from './client.ts';
import type { ConformanceRow, ServedView, ViewConformanceOptions } from './options.ts';

/** What the parts of the suite share: one view for all tests, and ids that nobody used before. */
export interface Suite {
  readonly options: ViewConformanceOptions;
  readonly view: ServedView;
  /** Ids with it in front are this test's own, and follow each other in the list. */
  freshPrefix(): string;
  ask(path: string, asked?: Asked): Promise<Answer>;
  /** The path of a row, its id encoded. */
  pathOf(id: string): string;
  /** Puts rows and waits until they are served. */
  put(rows: Readonly<Record<string, ConformanceRow | null>>): Promise<void>;
  served(positions: readonly string[]): Promise<void>;
}

/** Call inside a `describe`: it opens and closes what the tests use. */
export function createSuite(options: ViewConformanceOptions): Suite {
  let view: ServedView | undefined;

  beforeAll(async () => {
    view = await options.start();
  });
  afterAll(async () => {
    await view?.close();
  });

  const suite: Suite = {
    options,
    get view() {
      return view as ServedView;
    },
    freshPrefix: () => `${randomUUID()}-`,
    ask: (path, asked) => ask(suite.view.url, path, asked),
    pathOf: (id) => `${suite.view.collection}/${encodeURIComponent(id)}`,
    put: async (rows) => suite.served(await suite.view.put(rows)),
    served: async (positions) => {
      if (suite.view.served !== undefined) return suite.view.served(positions);
      const after = positions.join();
      const { status } = await suite.ask(`${suite.view.collection}?limit=1&after=${after}`);
      expect(status).toBe(200);
    },
  };
  return suite;
}

/** A row; each number gives another one. */
export function row(n: number): ConformanceRow {
  return { title: `Ü "${n}"`, count: n, note: n % 2 === 0 ? null : 'odd' };
}

/** Matches an answer that is a problem (RFC 9457). */
export function aProblem(status: number, detail?: string | RegExp): unknown {
  return expect.objectContaining({
    status,
    headers: expect.objectContaining({
      'content-type': expect.stringMatching(/^application\/problem\+json/),
    }),
    body: expect.objectContaining({
      type: 'about:blank',
      status,
      title: expect.any(String),
      detail: detail === undefined ? expect.any(String) : expect.stringMatching(detail),
    }),
  });
}

/** `x-view-position` of an answer that has one. */
export function positionOf({ headers }: Answer): string {
  return String(headers['x-view-position']);
}
