import type { FastifyReply } from 'fastify';
import { ServiceError } from '../errors.ts';

/** An HTTP error in the words of RFC 9457; `extra` members say more to programs. */
export class ProblemError extends ServiceError {
  readonly status: number;
  readonly title: string;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    title: string,
    detail: string,
    extra: Readonly<Record<string, unknown>> = {},
  ) {
    super('HTTP_PROBLEM', detail);
    this.status = status;
    this.title = title;
    this.extra = extra;
  }
}

/**
 * An error to throw in a route: `throw problem(404, 'Unknown user', 'No user has the id "7".')`.
 * `detail` says what was wrong with this request, and what to do about it.
 */
export function problem(
  status: number,
  title: string,
  detail: string,
  extra?: Readonly<Record<string, unknown>>,
): ProblemError {
  return new ProblemError(status, title, detail, extra);
}

/** Answers with a problem without throwing it, for the ones that are an everyday answer. */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  title: string,
  detail: string,
  extra?: Readonly<Record<string, unknown>>,
): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'application/problem+json')
    .send(problemBody(status, title, detail, extra));
}

/** The body of a problem, as `application/problem+json`. */
export function problemBody(
  status: number,
  title: string,
  detail: string,
  extra?: Readonly<Record<string, unknown>>,
): string {
  return JSON.stringify({ type: 'about:blank', title, status, detail, ...extra });
}
