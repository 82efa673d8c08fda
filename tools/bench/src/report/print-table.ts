import type { Spread, Table } from './table.ts';

/** A table for people: Markdown, with aligned columns; a cell is `median (min–max)`. */
export function printTable({ title, columns, rows }: Table): string {
  const lines = [
    ['', ...columns],
    ...rows.map(({ name, cells }) => [name, ...columns.map((column) => cell(cells[column]))]),
  ];
  const widths = ['', ...columns].map((_, i) =>
    Math.max(...lines.map((line) => textOf(line, i).length)),
  );
  const [header = '', ...body] = lines.map(
    (line) => `| ${line.map((text, i) => pad(text, widths[i] ?? 0, i)).join(' | ')} |`,
  );
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [`**${title}**`, '', header, rule, ...body].join('\n');
}

function textOf(line: readonly string[], column: number): string {
  return line[column] ?? '';
}

function pad(text: string, width: number, column: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}

function cell(spread: Spread | undefined): string {
  if (spread === undefined) return '';
  const { median, min, max } = spread;
  return min === max ? format(median) : `${format(median)} (${format(min)}–${format(max)})`;
}

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** Three digits say all that such a figure is good for. */
function format(value: number): string {
  return value >= 100 ? whole.format(value) : short.format(value);
}
