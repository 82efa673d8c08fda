import type { AddressInfo } from 'node:net';
import type { Registry } from '@prometheus-io/client';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { answerClientError, answerError } from './error-answers.ts';
import type { ErrorLogger } from './error-answers.ts';
import { listenError } from './listen-error.ts';
import { refuseOtherMethods } from './method-not-allowed.ts';
import { platformRoutes } from './platform-routes.ts';
import type { HealthSource } from './platform-routes.ts';
import { sendProblem } from './problem.ts';
import { timeRequests } from './request-times.ts';

/** What a client may send; more is answered with 413, 414 or 431. */
const bodyLimitBytes = 64 * 1024;
const pathParameterLimitChars = 4096;
const headersLimitBytes = 16 * 1024;
/** How long a request may take to arrive, and how often that is looked at. */
const requestTimeoutMs = 10_000;
const timeoutCheckMs = 1_000;
/** How long requests under way may take to end once the server closes. */
const closeGraceMs = 3_000;

export interface HttpServerOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly logger: ErrorLogger;
  readonly metrics: Registry;
  readonly health: HealthSource;
  readonly routes: (app: FastifyInstance) => void | Promise<void>;
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
  const app = createApp(options.logger);
  const observe = timeRequests(app, options.metrics);
  const addRefusals = refuseOtherMethods(app);
  app.setErrorHandler((error, _request, reply) => answerError(options.logger, error, reply));
  app.setNotFoundHandler((request, reply) => {
    sendProblem(reply, 404, 'Not Found', `Nothing is at ${request.url}.`);
    observe(reply, 'unknown');
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
    close: () => closeApp(app),
  };
}

function createApp(logger: ErrorLogger): FastifyInstance {
  const app = fastify({
    // No logger: it would make a child for each request. Errors are logged where they are answered.
    logger: false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    routerOptions: { maxParamLength: pathParameterLimitChars },
    http: { maxHeaderSize: headersLimitBytes, connectionsCheckingInterval: timeoutCheckMs },
    return503OnClosing: false,
    frameworkErrors: (error, _request, reply) => answerError(logger, error, reply),
    clientErrorHandler: answerClientError,
  });
  app.removeContentTypeParser('text/plain');
  return app;
}

async function closeApp(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), closeGraceMs);
  await app.close();
  clearTimeout(cut);
}
