import { Readable } from 'node:stream';
import { problem } from '@user-information/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** user-info-http waits ten seconds at most for what a client has written. */
const limitMs = 15_000;

/**
 * What user-info-http tells of users, at `/api/users` and `/api/users/:userId/events`, so that the page
 * has one origin; and at `/api/users/:userId/served?after=follows-1@123` whether it serves that.
 */
export function addViewRoutes(app: FastifyInstance, viewUrl: string): void {
  const pass = async (request: FastifyRequest, reply: FastifyReply, limit: AbortSignal) => {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const id = request.headers['last-event-id'];
    const response = await fetch(`${viewUrl}${request.url.slice('/api'.length)}`, {
      headers: typeof id === 'string' ? { 'last-event-id': id } : {},
      signal: AbortSignal.any([limit, gone.signal]),
    }).catch(() => undefined);
    if (response?.body == null) throw problem(502, 'No answer', 'user-info-http does not answer.');
    const type = response.headers.get('content-type') ?? 'application/json';
    reply.code(response.status).header('content-type', type).header('cache-control', 'no-store');
    const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    // Whoever is at the other end sees the end of the stream; there is nobody else to tell.
    body.on('error', () => reply.raw.destroy());
    return reply.send(body);
  };
  const forAWhile = (request: FastifyRequest, reply: FastifyReply) =>
    pass(request, reply, AbortSignal.timeout(limitMs));
  app.get('/api/users', forAWhile);
  app.get<{ Params: { userId: string }; Querystring: { after?: string } }>(
    '/api/users/:userId/served',
    async ({ params, query }) => {
      // The stream begins once the view includes what is asked for. A lookup would count as slow.
      const path = `/users/${encodeURIComponent(params.userId)}/events`;
      const after = encodeURIComponent(query.after ?? '');
      const gone = new AbortController();
      const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(limitMs)]);
      const response = await fetch(`${viewUrl}${path}?after=${after}&waitMs=10000`, {
        signal,
      }).catch(() => undefined);
      gone.abort();
      return { isServed: response?.ok === true };
    },
  );
  app.get('/api/users/:userId/events', { config: { isUnending: true } }, (request, reply) =>
    pass(request, reply, new AbortController().signal),
  );
}
