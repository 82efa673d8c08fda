/** One figure that one repeat gave. Units are in the column's name. */
export interface Sample {
  readonly row: string;
  readonly column: string;
  readonly value: number;
}

/** A figure over all repeats. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

interface Row {
  readonly name: string;
  /** By column; a row may lack some. */
  readonly cells: Readonly<Record<string, Spread>>;
}

/** Samples of all repeats as a table, its rows and columns in the order of their first sample. */
export function tabulate(title: string, samples: readonly Sample[]): Table {
  const byRow = Map.groupBy(samples, ({ row }) => row);
  const rows = [...byRow].map(([name, ofRow]) => {
    const byColumn = Map.groupBy(ofRow, ({ column }) => column);
    const cells = [...byColumn].map(
      ([column, ofCell]) => [column, spread(ofCell.map(({ value }) => value))] as const,
    );
    return { name, cells: Object.fromEntries(cells) };
  });
  return { title, columns: [...new Set(samples.map(({ column }) => column))], rows };
}

/** The same figures of several columns for one row. */
export function samplesOf(row: string, figures: Readonly<Record<string, number>>): Sample[] {
  return Object.entries(figures).map(([column, value]) => ({ row, column, value }));
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] as number;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    min: at(0),
    max: at(sorted.length - 1),
  };
}
