import { problem } from '@user-information/service';
import type { FastifyInstance } from 'fastify';
import { EntityServiceError } from './errors.ts';
import type { EntityServiceErrorCode } from './errors.ts';

const problems: Partial<Record<EntityServiceErrorCode, readonly [status: number, title: string]>> =
  {
    INVALID_COMMAND: [400, 'Invalid command'],
    UNKNOWN_ENTITY: [404, 'Unknown'],
    ALREADY_SO: [409, 'Already so'],
    CLOSED: [503, 'Stopping'],
  };

/**
 * Routes for commands: what a decision refuses is answered as a problem. 400 for what can't be meant,
 * 404 for what is unknown, 409 for what is already so, and 503 when the service is stopping.
 */
export function commandRoutes(
  routes: (app: FastifyInstance) => void,
): (app: FastifyInstance) => void {
  return (app) => {
    // What an error handler throws goes to the handler around it, which answers problems.
    app.setErrorHandler((error) => {
      throw asProblem(error);
    });
    routes(app);
  };
}

function asProblem(error: unknown): unknown {
  if (!(error instanceof EntityServiceError)) return error;
  const [status, title] = problems[error.code] ?? [];
  if (status === undefined || title === undefined) return error;
  return problem(status, title, error.message);
}
