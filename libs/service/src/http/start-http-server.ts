import { createServer } from 'node:http';
import type { RequestListener, ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Tracer } from '@opentelemetry/api';
import type { Registry } from '@prometheus-io/client';
import type { FastifyInstance } from 'fastify';
import { createApp } from './create-app.ts';
import type { ErrorLogger } from './error-answers.ts';
import { defaultHttpLimits } from './http-limits.ts';
import type { HttpLimits } from './http-limits.ts';
import { listenError } from './listen-error.ts';
import { refuseOtherMethods } from './method-not-allowed.ts';
import { platformRoutes } from './platform-routes.ts';
import type { HealthSource, HealthStatus } from './platform-routes.ts';
import { sendProblem } from './problem.ts';
import { requestTimer } from './request-times.ts';
import { requestTracer } from './trace-requests.ts';

/** How often a server that closes looks for connections that have become idle. */
const sweepMs = 20;

export type Routes = (app: FastifyInstance) => void | Promise<void>;

export interface HttpServerOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly logger: ErrorLogger;
  readonly metrics: Registry;
  readonly health: HealthSource;
  /** Gives each request a span; left out: nothing is traced. */
  readonly tracer?: Tracer | undefined;
  /** Only those that differ from `defaultHttpLimits`. */
  readonly limits?: Partial<HttpLimits>;
}

export interface HttpServer {
  /** `http://127.0.0.1:8080`, with the port that was taken. */
  readonly url: string;
  /** Serves these routes too from now on; called once. */
  serve(routes: Routes): Promise<void>;
  /**
   * Goes on answering for so long, but is not ready any more, and asks with each answer to be sent no
   * other on that connection: whoever sends requests has the time to send them elsewhere.
   */
  drain(forMs: number): Promise<void>;
  /**
   * Takes no more requests, answers those under way, and ends the connections that are kept alive. A
   * second call does nothing more.
   */
  close(): Promise<void>;
}

/**
 * Serves `/health/live`, `/health/ready` and `/metrics` at once, so that a service that waits for its
 * log can be seen to live, and answers 503 to all else until `serve`. Every error is a problem
 * (RFC 9457), every request is bounded in size and time, and timed by its route's pattern.
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { host, port, logger, metrics, tracer } = options;
  const limits = { ...defaultHttpLimits, ...options.limits };
  const timeRequests = requestTimer(metrics);
  let closing: Promise<void> | undefined;
  let isDraining = false;
  const health = { status: () => (isDraining ? stopping : options.health.status()) };
  let served: { readonly app: FastifyInstance; readonly listener: RequestListener } | undefined;
  const waiting = createApp({
    logger,
    limits,
    // The second app takes over the server of the first: routes can't be added to one that listens.
    serverFactory: (listener, { http }) =>
      createServer(http as ServerOptions, (request, response) => {
        // Node says `connection: close` then, and closes it once it is answered.
        if (isDraining) response.shouldKeepAlive = false;
        (served?.listener ?? listener)(request, response);
      }),
  });
  timeRequests(waiting);
  waiting.setNotFoundHandler((_request, reply) => {
    reply.header('retry-after', '1');
    sendProblem(reply, 503, 'Not ready', 'The service is starting; ask again in a moment.');
  });
  platformRoutes(waiting, { status: () => starting(health.status()) }, metrics);
  await listen(waiting, host, port);

  return {
    url: urlOf(waiting, host),
    serve: async (routes) => {
      const app = createApp({ logger, limits });
      timeRequests(app);
      if (tracer !== undefined) requestTracer(tracer)(app);
      await addRoutes(app, { health, metrics }, routes);
      await app.ready();
      served = { app, listener: (request, response) => app.routing(request, response) };
    },
    drain: async (forMs) => {
      isDraining = true;
      if (forMs > 0 && closing === undefined) await sleep(forMs);
    },
    close: () => {
      isDraining = true;
      closing ??= closeApp(waiting, limits.closeGraceMs).then(() => served?.app.close());
      return closing;
    },
  };
}

const stopping: HealthStatus = {
  ready: false,
  components: { service: { ready: false, detail: 'stopping' } },
};

/** Components may not have come to say yet that they are not ready. */
function starting({ components }: HealthStatus): HealthStatus {
  return {
    ready: false,
    components: { ...components, service: { ready: false, detail: 'starting' } },
  };
}

async function addRoutes(
  app: FastifyInstance,
  { health, metrics }: Pick<HttpServerOptions, 'health' | 'metrics'>,
  routes: Routes,
): Promise<void> {
  const addRefusals = refuseOtherMethods(app);
  app.setNotFoundHandler((request, reply) => {
    sendProblem(reply, 404, 'Not Found', `Nothing is at ${request.url}.`);
  });
  platformRoutes(app, health, metrics);
  await app.register(async (scope) => routes(scope));
  addRefusals();
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw listenError(error, host, port);
  }
}

function urlOf(app: FastifyInstance, host: string): string {
  const { port } = app.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function closeApp(app: FastifyInstance, graceMs: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), graceMs);
  // Those whose last answer was under way become idle only now and then.
  const sweep = setInterval(() => app.server.closeIdleConnections(), sweepMs);
  await app.close();
  clearTimeout(cut);
  clearInterval(sweep);
}
