/** One line of a `/metrics` page. */
export interface MetricSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const line = /^(?<name>[a-zA-Z_:][\w:]*)(?:\{(?<labels>.*)\})? (?<value>\S+)/;
const label = /(?<name>\w+)="(?<value>(?:[^"\\]|\\.)*)"/g;

/** Reads the samples with these names off a page in Prometheus' text format. */
export function readMetrics(text: string, names: ReadonlySet<string>): MetricSample[] {
  return text.split('\n').flatMap((row) => {
    const groups = line.exec(row)?.groups;
    if (groups === undefined || !names.has(groups['name'] ?? '')) return [];
    const pairs = [...(groups['labels'] ?? '').matchAll(label)];
    const labels = Object.fromEntries(
      pairs.map(({ groups: pair }) => [pair?.['name'] ?? '', pair?.['value'] ?? '']),
    );
    return [{ name: groups['name'] ?? '', labels, value: Number(groups['value']) }];
  });
}

/** The sum of all samples of a metric that have these labels; 0 where there is none. */
export function sumOf(
  samples: readonly MetricSample[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number {
  return samples
    .filter((sample) => sample.name === name && hasLabels(sample, labels))
    .reduce((sum, { value }) => sum + value, 0);
}

export function hasLabels(sample: MetricSample, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(labels).every(([name, value]) => sample.labels[name] === value);
}
