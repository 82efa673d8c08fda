import { parsePosition } from '@user-information/event-log';
import type { AppendedRecord } from '@user-information/event-log';
import { problem } from '@user-information/service';

const maxPositions = 100;
const defaultWaitMs = 5_000;
export const maxWaitMs = 10_000;

/** What an answer must include. */
export interface AfterQuery {
  readonly positions: readonly AppendedRecord[];
  readonly waitMs: number;
}

type Query = Readonly<Record<string, unknown>>;

/** Reads `?after=follows-1@123,likes-0@7&waitMs=1000`; throws a problem of status 400. */
export function afterQuery({ after, waitMs }: Query): AfterQuery | null {
  if (after === undefined) return null;
  const texts = typeof after === 'string' ? after.split(',') : [];
  const positions = texts.map((text) => parsePosition(text));
  const wrong = positions.findIndex((position) => position === undefined);
  if (wrong >= 0 || texts.length === 0 || texts.length > maxPositions) {
    throw problem(
      400,
      'Bad query',
      `after must be given once: 1 to ${maxPositions} positions with commas between, ` +
        `follows-1@123 for instance${wrong < 0 ? '' : `; ${JSON.stringify(texts[wrong])} is none`}.`,
    );
  }
  return { positions: positions as readonly AppendedRecord[], waitMs: waitMsOf(waitMs) };
}

function waitMsOf(waitMs: unknown = String(defaultWaitMs)): number {
  const isWhole = typeof waitMs === 'string' && /^\d{1,5}$/.test(waitMs);
  if (isWhole && Number(waitMs) <= maxWaitMs) return Number(waitMs);
  throw problem(
    400,
    'Bad query',
    `waitMs must be a whole number from 0 to ${maxWaitMs}; it was ${JSON.stringify(waitMs)}.`,
  );
}
