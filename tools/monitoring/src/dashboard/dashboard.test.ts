import { describe, expect, it } from '@jest/globals';
import { exportedMetrics, isMade, metricsIn } from '../metric-names.ts';
import { read, rules } from '../rules.ts';
import { dashboardFile, dashboardText } from './dashboard-text.ts';
import { rows } from './rows.ts';

const expressions = rows.flatMap(({ panels }) =>
  panels.flatMap(({ draws }) => Object.values(draws)),
);

describe('the dashboard', () => {
  it('is the one that is written from its rows; if not: npm run dashboard', () => {
    expect(JSON.parse(read(dashboardFile))).toEqual(JSON.parse(dashboardText()));
  });

  it('shows the promises first, then the flow, then the processes', () => {
    expect(rows.map(({ title }) => title)).toEqual(['The promises', 'The flow', 'The processes']);
  });

  it('draws metrics that somebody makes', () => {
    const exported = exportedMetrics();
    const recorded = rules().flatMap(({ record }) => record ?? []);
    const unknown = expressions
      .flatMap(metricsIn)
      .filter((name) => !isMade(name, exported, recorded));
    expect(unknown).toEqual([]);
  });

  it('puts no panel on another', () => {
    const { panels } = JSON.parse(dashboardText()) as {
      readonly panels: readonly {
        readonly gridPos: { x: number; y: number; w: number; h: number };
      }[];
    };
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});
