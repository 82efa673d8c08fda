import type { AddressInfo } from 'node:net';
import type { Registry } from '@prometheus-io/client';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { answerClientError, answerError } from './error-answers.ts';
import type { ErrorLogger } from './error-answers.ts';
import { defaultHttpLimits } from './http-limits.ts';
import type { HttpLimits } from './http-limits.ts';
import { listenError } from './listen-error.ts';
import { refuseOtherMethods } from './method-not-allowed.ts';
import { platformRoutes } from './platform-routes.ts';
import type { HealthSource } from './platform-routes.ts';
import { sendProblem } from './problem.ts';
import { timeRequests } from './request-times.ts';

/** How often slow requests are looked for. */
const timeoutCheckMs = 1_000;

export interface HttpServerOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly logger: ErrorLogger;
  readonly metrics: Registry;
  readonly health: HealthSource;
  readonly routes: (app: FastifyInstance) => void | Promise<void>;
  /** Only those that differ from `defaultHttpLimits`. */
  readonly limits?: Partial<HttpLimits>;
}

export interface HttpServer {
  /** `http://127.0.0.1:8080`, with the port that was taken. */
  readonly url: string;
  /** Takes no more requests, answers those under way, and ends the connections that are kept alive. */
  close(): Promise<void>;
}

/**
 * Serves `routes` beside `/health/live`, `/health/ready` and `/metrics`. Every error is a problem
 * (RFC 9457), every request is bounded in size and time, and timed by its route's pattern.
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { host, port } = options;
  const limits = { ...defaultHttpLimits, ...options.limits };
  const app = createApp(options.logger, limits);
  timeRequests(app, options.metrics);
  const addRefusals = refuseOtherMethods(app);
  app.setErrorHandler((error, _request, reply) => answerError(options.logger, error, reply));
  app.setNotFoundHandler((request, reply) => {
    sendProblem(reply, 404, 'Not Found', `Nothing is at ${request.url}.`);
  });
  platformRoutes(app, options.health, options.metrics);
  await app.register(async (scope) => options.routes(scope));
  addRefusals();

  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw listenError(error, host, port);
  }
  const address = app.server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    close: () => closeApp(app, limits.closeGraceMs),
  };
}

function createApp(logger: ErrorLogger, limits: HttpLimits): FastifyInstance {
  const app = fastify({
    // No logger: it would make a child for each request. Errors are logged where they are answered.
    logger: false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestTimeoutMs,
    routerOptions: { maxParamLength: limits.pathParameterChars },
    http: {
      maxHeaderSize: limits.headersBytes,
      // Node swaps the two when this one, 60 s by default, is the larger.
      headersTimeout: limits.requestTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      connectionsCheckingInterval: Math.min(timeoutCheckMs, limits.requestTimeoutMs),
    },
    return503OnClosing: false,
    frameworkErrors: (error, _request, reply) => answerError(logger, error, reply),
    clientErrorHandler: answerClientError,
  });
  app.removeContentTypeParser('text/plain');
  return app;
}

async function closeApp(app: FastifyInstance, graceMs: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), graceMs);
  await app.close();
  clearTimeout(cut);
}
