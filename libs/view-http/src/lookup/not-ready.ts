import { problem } from '@user-information/service';
import type { FastifyReply } from 'fastify';
import type { ViewProgress } from '../positions/view-progress.ts';

/** Throws a problem of status 503 while the view is not what its topic says. */
export function mustBeReady(progress: ViewProgress, reply: FastifyReply): void {
  const missing = progress.notReady();
  if (missing !== null) throw unavailable(reply, 'Not ready', `The view is not ready: ${missing}.`);
}

/** A problem of status 503 that passes: the client is told to ask again in a second. */
export function unavailable(
  reply: FastifyReply,
  title: string,
  detail: string,
  extra?: Readonly<Record<string, unknown>>,
): Error {
  reply.header('retry-after', '1');
  return problem(503, title, detail, extra);
}
