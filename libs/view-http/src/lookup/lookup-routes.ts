import type { FastifyInstance } from 'fastify';
import { addBatchRoute } from './batch-route.ts';
import { addListRoute } from './list-route.ts';
import type { LookupContext } from './lookup-context.ts';
import { answerOutages } from './outage.ts';
import { addRowRoute } from './row-route.ts';

/**
 * Serves a view by key. Every answer says of which position it is and how old it is at most; every
 * error is a problem (RFC 9457).
 */
export function addLookupRoutes(app: FastifyInstance, context: LookupContext): void {
  answerOutages(app);
  addRowRoute(app, context);
  addListRoute(app, context);
  addBatchRoute(app, context);
}
