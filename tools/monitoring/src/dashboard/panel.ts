/** How Grafana writes a number; its own names. */
export type Unit = 's' | 'short' | 'reqps' | 'percentunit' | 'bytes' | 'none';

/** A plot, or a figure with a colour. */
export interface Panel {
  readonly title: string;
  readonly kind: 'timeseries' | 'stat';
  readonly unit: Unit;
  /** What is drawn: how each is called, and the expression. */
  readonly draws: Readonly<Record<string, string>>;
  /** Red from here on; a line in a plot. */
  readonly limit?: number;
  /** Red below that, where less is worse. */
  readonly least?: number;
  /** What a person should know who looks at it. */
  readonly about?: string;
}

/** A row of the dashboard. */
export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

const columns = 24;
const plotSize = { w: 8, h: 8 };
const statSize = { w: 4, h: 5 };

/** Grafana's JSON for the rows, one below the other. */
export function dashboard(title: string, uid: string, rows: readonly Row[]): object {
  const panels: object[] = [];
  let [x, y, lowest] = [0, 0, 0];
  for (const row of rows) {
    panels.push(rowPanel(row.title, lowest, panels.length + 1));
    [x, y] = [0, lowest + 1];
    lowest = y;
    for (const panel of row.panels) {
      const { w, h } = panel.kind === 'stat' ? statSize : plotSize;
      if (x + w > columns) [x, y] = [0, lowest];
      panels.push({ id: panels.length + 1, gridPos: { x, y, w, h }, ...panelJson(panel) });
      x += w;
      lowest = Math.max(lowest, y + h);
    }
  }
  const time = { from: 'now-15m', to: 'now' };
  return { uid, title, schemaVersion: 39, editable: false, refresh: '5s', time, panels };
}

function rowPanel(title: string, y: number, id: number): object {
  return {
    id,
    type: 'row',
    title,
    collapsed: false,
    panels: [],
    gridPos: { x: 0, y, w: 24, h: 1 },
  };
}

function panelJson({ title, kind, unit, draws, limit, least, about }: Panel): object {
  const datasource = { type: 'prometheus', uid: 'prometheus' };
  const steps = [
    { color: least === undefined ? 'green' : 'red', value: null },
    ...(limit === undefined ? [] : [{ color: 'red', value: limit }]),
    ...(least === undefined ? [] : [{ color: 'green', value: least }]),
  ];
  const line = limit === undefined ? 'off' : 'line';
  return {
    type: kind,
    title,
    ...(about === undefined ? {} : { description: about }),
    datasource,
    targets: Object.entries(draws).map(([legendFormat, expr], i) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + i),
      datasource,
      expr,
      legendFormat,
    })),
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        thresholds: { mode: 'absolute', steps },
        custom: kind === 'stat' ? {} : { thresholdsStyle: { mode: line }, fillOpacity: 10 },
      },
      overrides: [],
    },
  };
}
