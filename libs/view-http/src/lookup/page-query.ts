import { problem } from '@user-information/service';

const defaultLimit = 20;
const maxLimit = 100;

/** Which part of a list is asked for. */
export interface PageQuery {
  readonly limit: number;
  /** The key to go on after; null from the start. */
  readonly after: string | null;
}

/** Reads `?limit=20&after=…`; throws a problem of status 400. */
export function pageQuery(query: Readonly<Record<string, unknown>>): PageQuery {
  const { limit = String(defaultLimit), after = null } = query;
  const isWhole = typeof limit === 'string' && /^\d{1,3}$/.test(limit);
  if (!isWhole || Number(limit) < 1 || Number(limit) > maxLimit) {
    throw problem(
      400,
      'Bad query',
      `limit must be a whole number from 1 to ${maxLimit}; it was ${JSON.stringify(limit)}.`,
    );
  }
  if (after !== null && typeof after !== 'string') {
    throw problem(400, 'Bad query', 'after must be given once.');
  }
  return { limit: Number(limit), after };
}
