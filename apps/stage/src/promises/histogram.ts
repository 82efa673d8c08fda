import type { MetricSample } from '../watch/metrics-text.ts';
import { hasLabels } from '../watch/metrics-text.ts';

/** How many observations were at most as large as each bucket's edge, by the edge. */
export type Buckets = ReadonlyMap<number, number>;

/** The buckets of a histogram that have these labels, added up. */
export function bucketsOf(
  samples: readonly MetricSample[],
  name: string,
  labels: Readonly<Record<string, string>>,
): Buckets {
  const buckets = new Map<number, number>();
  for (const sample of samples) {
    if (sample.name !== name || !hasLabels(sample, labels)) continue;
    const edge = sample.labels['le'] === '+Inf' ? Infinity : Number(sample.labels['le']);
    buckets.set(edge, (buckets.get(edge) ?? 0) + sample.value);
  }
  return buckets;
}

/** What was observed in between; all of `after` when the process started anew. */
export function between(before: Buckets, after: Buckets): Buckets {
  const isSame = (after.get(Infinity) ?? 0) >= (before.get(Infinity) ?? 0);
  if (!isSame) return after;
  return new Map([...after].map(([edge, count]) => [edge, count - (before.get(edge) ?? 0)]));
}

/**
 * The quantile as Prometheus' `histogram_quantile` estimates it: evenly spread within its bucket, the
 * last bucket's lower edge for what is beyond. Null where nothing was observed.
 */
export function quantile(q: number, buckets: Buckets): number | null {
  const edges = [...buckets.keys()].sort((a, b) => a - b);
  const count = buckets.get(Infinity) ?? 0;
  if (count <= 0) return null;
  const rank = q * count;
  const at = edges.findIndex((edge) => (buckets.get(edge) ?? 0) >= rank);
  const upper = edges[at] ?? Infinity;
  const lower = edges[at - 1] ?? 0;
  if (upper === Infinity) return lower;
  const below = at === 0 ? 0 : (buckets.get(lower) ?? 0);
  const within = (buckets.get(upper) ?? 0) - below;
  return lower + (upper - lower) * (within === 0 ? 1 : (rank - below) / within);
}
