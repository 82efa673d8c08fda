import type { Registry } from '@prometheus-io/client';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from './problem.ts';

/** What `/health/ready` tells: a `Health` of the observability library is one. */
export interface HealthSource {
  status(): HealthStatus;
}

export interface HealthStatus {
  readonly ready: boolean;
  readonly components: Readonly<
    Record<string, { readonly ready: boolean; readonly detail: string }>
  >;
}

/** `/health/live`, `/health/ready` and `/metrics`, as every service has them. */
export function platformRoutes(
  app: FastifyInstance,
  health: HealthSource,
  metrics: Registry,
): void {
  app.get('/health/live', () => ({ live: true }));

  app.get('/health/ready', (_request, reply) => {
    const { ready, components } = health.status();
    if (ready) return { ready, components };
    const missing = Object.entries(components)
      .filter(([, component]) => !component.ready)
      .map(([name, component]) => `${name}: ${component.detail}`);
    return sendProblem(reply, 503, 'Not ready', missing.join('; '), { ready, components });
  });

  app.get('/metrics', async (_request, reply) => {
    reply.header('content-type', metrics.contentType);
    return metrics.metrics();
  });
}
