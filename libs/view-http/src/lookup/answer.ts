import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ViewProgress } from '../positions/view-progress.ts';
import type { JsonText } from '../rows/row.ts';
import { hasTag } from './if-none-match.ts';

export const jsonType = 'application/json; charset=utf-8';

/** More of them than this would be more than a client takes: then the header is left out. */
const maxPositionChars = 4_096;

/**
 * What an answer says of how current it is. Take it before the read: the answer is then of this
 * position or a later one.
 */
export interface AsOf {
  /** `x-view-position`; null when nothing is applied, or it would be too long. */
  readonly position: string | null;
  /** `x-view-lag-ms`; null when it is not known. */
  readonly lagMs: number | null;
  /** Asked after the read: whether a copy answered in place of the one that works on the partition. */
  readonly isOfStandby?: () => boolean;
}

export function asOf(progress: ViewProgress, partition: number): AsOf {
  const at = { position: progress.position(partition), lagMs: progress.lagMs(partition) };
  if (progress.isOfStandby === undefined) return at;
  return { ...at, isOfStandby: () => progress.isOfStandby?.(partition) === true };
}

/** Of an answer from several partitions: the positions, and the largest lag. */
export function asOfAll(progress: ViewProgress, partitions: Iterable<number>): AsOf {
  const all = [...new Set(partitions)].map((partition) => asOf(progress, partition));
  const positions = all.flatMap(({ position }) => position ?? []).join();
  const lags = all.map(({ lagMs }) => lagMs ?? Infinity);
  const lagMs = Math.max(0, ...lags);
  return {
    position: positions === '' || positions.length > maxPositionChars ? null : positions,
    lagMs: Number.isFinite(lagMs) ? lagMs : null,
    isOfStandby: () => all.some(({ isOfStandby }) => isOfStandby?.() === true),
  };
}

/**
 * Answers 200 with the text, or 304 to a client that has it. Written past Fastify's reply, which would
 * take each header apart again: of a row from the cache, this is most of the work.
 */
export function answerJson(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { json, contentLength, etag }: JsonText,
  { position, lagMs, isOfStandby }: AsOf,
): void {
  const lines = ['cache-control', 'no-cache', 'etag', etag];
  if (position !== null) lines.push('x-view-position', position);
  if (lagMs !== null) lines.push('x-view-lag-ms', String(lagMs));
  if (isOfStandby?.() === true) lines.push('x-view-copy', 'standby');
  reply.hijack();
  if (hasTag(headers['if-none-match'], etag)) {
    reply.raw.writeHead(304, lines).end();
    return;
  }
  lines.push('content-type', jsonType, 'content-length', contentLength);
  reply.raw.writeHead(200, lines).end(json);
}

/** Says the same of an answer that Fastify sends. */
export function tellAsOf(reply: FastifyReply, { position, lagMs, isOfStandby }: AsOf): void {
  if (position !== null) reply.header('x-view-position', position);
  if (lagMs !== null) reply.header('x-view-lag-ms', String(lagMs));
  if (isOfStandby?.() === true) reply.header('x-view-copy', 'standby');
}
