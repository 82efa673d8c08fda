import { problem } from '@user-information/service';
import type { StoredRange } from '@user-information/state-store';
import type { QueryContext } from '../query-context.ts';
import { queryKey } from '../query-key.ts';

const defaultEntries = 1_000;

/** Whose entries: those that are here, or those of all instances. */
export type Scope = 'local' | 'cluster';

/** Which entries are asked for. */
export interface ScanQuery {
  readonly scope: Scope;
  readonly limit: number;
  /** In bytes; `after` counts where it is later than `from`. */
  readonly range: StoredRange;
  /** Only these partitions; undefined: all. */
  readonly partitions: readonly number[] | undefined;
  /** The query that goes on after a key, `?` included. */
  next(afterKey: string): string;
}

type Query = Readonly<Record<string, unknown>>;

/** Reads `?limit&after&scope&partitions`, and `?from&to` of a range; throws problems of status 400. */
export function scanQuery(
  context: Pick<QueryContext, 'keySerde' | 'limits'>,
  query: Query,
  bounds: readonly ('from' | 'to')[],
): ScanQuery {
  const given = new Map<string, string>();
  for (const name of ['limit', 'after', ...bounds]) {
    const value = once(query, name);
    if (value !== undefined) given.set(name, value);
  }
  const keyOf = (name: string) => {
    const text = given.get(name);
    return text === undefined ? undefined : queryKey(context, text).bytes;
  };
  const [gte, gt, lte] = [keyOf('from'), keyOf('after'), keyOf('to')];
  const { scope, partitions } = whereQuery(query);
  return {
    scope,
    partitions,
    limit: limitOf(given.get('limit'), context.limits.pageEntries),
    range: {
      ...(gte === undefined ? {} : { gte }),
      ...(gt === undefined ? {} : { gt }),
      ...(lte === undefined ? {} : { lte }),
    },
    next: (afterKey) => {
      const again = new URLSearchParams([...given]);
      again.set('after', afterKey);
      if (scope === 'cluster') again.set('scope', scope);
      if (partitions !== undefined) again.set('partitions', partitions.join());
      return `?${again.toString()}`;
    },
  };
}

/** Reads `?scope&partitions`. */
export function whereQuery(query: Query): Pick<ScanQuery, 'scope' | 'partitions'> {
  const scope = once(query, 'scope') ?? 'local';
  if (scope !== 'local' && scope !== 'cluster') {
    throw badQuery(`scope must be local or cluster; it was ${JSON.stringify(scope)}.`);
  }
  const list = once(query, 'partitions');
  if (list !== undefined && !/^\d{1,6}(,\d{1,6})*$/.test(list)) {
    throw badQuery(
      `partitions must be numbers with commas between; it was ${JSON.stringify(list)}.`,
    );
  }
  const partitions = list === undefined ? undefined : [...new Set(list.split(',').map(Number))];
  return { scope, partitions };
}

function limitOf(text: string | undefined, most: number): number {
  if (text === undefined) return Math.min(defaultEntries, most);
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > most) {
    throw badQuery(
      `limit must be a whole number from 1 to ${most}; it was ${JSON.stringify(text)}.`,
    );
  }
  return limit;
}

function once(query: Query, name: string): string | undefined {
  const value = query[name];
  if (value === undefined || typeof value === 'string') return value;
  throw badQuery(`${name} must be given once.`);
}

function badQuery(detail: string): Error {
  return problem(400, 'Bad query', detail);
}
