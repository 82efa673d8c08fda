import { problem } from '@user-information/service';

const defaultLimit = 20;
export const maxLimit = 100;

/** Which part of a list is asked for. */
export interface PageQuery {
  readonly limit: number;
  /** The key to go on after; null from the start. */
  readonly afterKey: string | null;
}

/** Reads `?limit=20&afterKey=…`; throws a problem of status 400. */
export function pageQuery(query: Readonly<Record<string, unknown>>): PageQuery {
  const { limit = String(defaultLimit), afterKey = null } = query;
  const isWhole = typeof limit === 'string' && /^\d{1,3}$/.test(limit);
  if (!isWhole || Number(limit) < 1 || Number(limit) > maxLimit) {
    throw problem(
      400,
      'Bad query',
      `limit must be a whole number from 1 to ${maxLimit}; it was ${JSON.stringify(limit)}.`,
    );
  }
  if (afterKey !== null && typeof afterKey !== 'string') {
    throw problem(400, 'Bad query', 'afterKey must be given once.');
  }
  return { limit: Number(limit), afterKey };
}
