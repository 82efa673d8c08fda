import { positionText } from '@user-information/event-log';
import type { AppendedRecord } from '@user-information/event-log';
import { problem } from '@user-information/service';
import type { FastifyInstance } from 'fastify';
import type { ServiceUrls } from '../service-urls.ts';
import { command, commandRequest } from './command.ts';

const limitMs = 5_000;

/**
 * `POST /api/commands`: has the service that takes the command do it, and answers as that one does,
 * with how many milliseconds that took, and with the position of the event if there is one.
 */
export function addCommandRoute(app: FastifyInstance, urls: ServiceUrls): void {
  app.post('/api/commands', async (request, reply) => {
    const wish = command.safeParse(request.body);
    if (!wish.success) throw problem(400, 'Bad command', 'This is no command of the page.');
    const { service, method, path, body } = commandRequest(wish.data);
    const startMs = performance.now();
    const response = await fetch(`${urls[service]}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(limitMs),
    }).catch(() => undefined);
    if (response === undefined) {
      throw problem(502, 'No answer', `${service} does not answer; its command was not given.`);
    }
    const answer = (await response.json()) as { readonly record?: AppendedRecord };
    const { record } = answer;
    reply.code(response.status);
    const position = record === undefined ? {} : { position: positionText(record) };
    return { ...answer, ...position, durableMs: performance.now() - startMs };
  });
}
