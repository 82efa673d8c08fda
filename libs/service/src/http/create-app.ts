import { fastify } from 'fastify';
import type { FastifyInstance, FastifyServerFactory } from 'fastify';
import { answerClientError, answerError } from './error-answers.ts';
import type { ErrorLogger } from './error-answers.ts';
import type { HttpLimits } from './http-limits.ts';

/** How often slow requests are looked for. */
const timeoutCheckMs = 1_000;

export interface AppOptions {
  readonly logger: ErrorLogger;
  readonly limits: HttpLimits;
  readonly serverFactory?: FastifyServerFactory;
}

/** An app without routes: every error is a problem, every request is bounded in size and time. */
export function createApp({ logger, limits, serverFactory }: AppOptions): FastifyInstance {
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
    ...(serverFactory === undefined ? {} : { serverFactory }),
  });
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error, _request, reply) => answerError(logger, error, reply));
  return app;
}
