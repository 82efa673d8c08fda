import { EventLogError } from '@user-information/event-log';
import { SerdeError } from '@user-information/serde';
import { sendProblem } from '@user-information/service';
import { StoreUnreachableError } from '@user-information/state-store';
import type { FastifyInstance } from 'fastify';

/** What can't be asked at the moment, in words for a client; null when the error is another one. */
export function outageOf(error: unknown): string | null {
  if (error instanceof SerdeError && error.code === 'REGISTRY') {
    return 'The schema registry, which says how values are read, does not answer.';
  }
  if (error instanceof EventLogError && error.code === 'UNAVAILABLE') {
    return 'The event log does not answer.';
  }
  if (error instanceof StoreUnreachableError) return 'The store of the view does not answer.';
  return null;
}

/**
 * Answers 503 where a route could not ask the registry or the log: nothing is wrong with the view or the
 * request, and another time, or another instance, it may work. It is not logged here: both log their
 * outages, once each.
 */
export function answerOutages(app: FastifyInstance): void {
  app.setErrorHandler((error, _request, reply) => {
    const outage = outageOf(error);
    if (outage === null) throw error;
    reply.header('retry-after', '1');
    return sendProblem(reply, 503, 'Unavailable', outage);
  });
}
