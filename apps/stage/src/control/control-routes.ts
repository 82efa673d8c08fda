import type { FastifyInstance } from 'fastify';
import { mustBeLocal, senderOf } from '../http/guard.ts';
import type { JoinControl } from './join-control.ts';

/** `POST /api/join/kill` and `POST /api/join/start`, asked for on the same machine only. */
export function addControlRoutes(
  app: FastifyInstance,
  control: Pick<JoinControl, 'kill' | 'start'>,
): void {
  app.post('/api/join/kill', (request) => {
    mustBeLocal(senderOf(request));
    control.kill();
    return { killed: true };
  });
  app.post('/api/join/start', async (request) => {
    mustBeLocal(senderOf(request));
    await control.start();
    return { started: true };
  });
}
