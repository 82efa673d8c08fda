import type { FastifyInstance, HTTPMethods } from 'fastify';
import { problem } from './problem.ts';

const methods: readonly HTTPMethods[] = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
];

/**
 * Makes a known path with another method a 405 that lists the right ones, instead of Fastify's 404.
 * Call it before the routes are added, and what it returns after them.
 */
export function refuseOtherMethods(app: FastifyInstance): () => void {
  const urls = new Set<string>();
  app.addHook('onRoute', ({ url }) => void urls.add(url));

  return () => {
    for (const url of [...urls]) {
      const allowed = methods.filter((method) => app.hasRoute({ url, method }));
      const allow = [...allowed].sort().join(', ');
      app.route({
        url,
        method: methods.filter((method) => !allowed.includes(method)),
        exposeHeadRoute: false,
        // Before the body is looked at: it does not matter what that is.
        onRequest: (request, reply, done) => {
          reply.header('allow', allow);
          done(problem(405, 'Method Not Allowed', `${request.method} is not one of ${allow}.`));
        },
        handler: () => undefined,
      });
    }
  };
}
