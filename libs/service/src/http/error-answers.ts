import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply } from 'fastify';
import { problemBody, ProblemError, sendProblem } from './problem.ts';

/** As much of a pino logger as answering errors needs. */
export interface ErrorLogger {
  error(fields: object, message: string): void;
}

/** What Fastify's own message leaves to be guessed. */
const betterDetails: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send the body as JSON, with content-type: application/json.',
  FST_ERR_MAX_PARAM_LENGTH: 'A part of the path is too long.',
};

/** Answers what a route threw, or Fastify found wrong before it, as a problem. */
export function answerError(logger: ErrorLogger, error: unknown, reply: FastifyReply): void {
  if (error instanceof ProblemError) {
    sendProblem(reply, error.status, error.title, error.message, error.extra);
    return;
  }
  const { statusCode = 500, code = '', message } = error as Partial<FastifyError>;
  if (statusCode >= 400 && statusCode < 500) {
    const title = STATUS_CODES[statusCode] ?? 'Bad Request';
    sendProblem(reply, statusCode, title, betterDetails[code] ?? message ?? title);
    return;
  }
  // A client learns nothing of the inside; the log has it all.
  logger.error({ err: error }, `${reply.request.method} ${reply.request.url} failed`);
  sendProblem(reply, 500, 'Internal Server Error', 'The service failed; its log says why.');
}

/** Answers what is no HTTP request that a route could see: broken, too large, or too slow. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, detail] = clientProblem(error.code);
  const title = STATUS_CODES[status] ?? '';
  const body = problemBody(status, title, detail);
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nconnection: close\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function clientProblem(code: string | undefined): [status: number, detail: string] {
  if (code === 'HPE_HEADER_OVERFLOW') return [431, 'The URL and the headers are too large.'];
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'The request did not arrive in time.'];
  return [400, 'This is not an HTTP request.'];
}
