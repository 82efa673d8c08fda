import { ApiPartialResponseError, ApiRequestError, ApiResponseError } from 'twitter-api-v2';
import { SourceError } from '../errors.ts';
import { describeProblem } from './describe-problem.ts';
import { ConnectionFailure, type FailureKind } from './source-problem.ts';

/**
 * What an error of the client library means: a ConnectionFailure if trying again may help, a
 * SourceError if not; anything that is no failure of X or the network is itself.
 *
 * @param network what an error of the network means at this point
 */
export function failureOf(error: unknown, network: FailureKind): Error {
  if (error instanceof ApiResponseError) return answerFailure(error.code, error.data, error);
  if (error instanceof ApiPartialResponseError) {
    const status = error.response.statusCode ?? 0;
    if (status >= 400) return answerFailure(status, error.rawContent, error);
    return new ConnectionFailure('http-error', `X's answer cannot be read: ${error.message}`);
  }
  if (error instanceof ApiRequestError) return new ConnectionFailure(network, reasonOf(error));
  // Node's errors have codes; one without is a mistake in a program.
  if (error instanceof Error && !('code' in error)) return error;
  return new ConnectionFailure(network, messageOf(error));
}

/**
 * What Node said. The library says only "Request failed." and keeps the reason where its own
 * `requestError` does not look.
 */
function reasonOf(error: ApiRequestError): string {
  const options = Reflect.get(error, '_options') as { readonly error?: unknown };
  return messageOf(options.error ?? error);
}

function messageOf(error: unknown): string {
  const { message } = Object(error) as { readonly message?: unknown };
  return typeof message === 'string' ? message : String(error);
}

function answerFailure(
  status: number,
  answer: unknown,
  error: ApiResponseError | ApiPartialResponseError,
): Error {
  const detail = answer ? `: ${describeProblem(answer)}`.replace(/\.$/, '') : '';
  const said = `X answered ${status}${detail}.`;
  if (status === 429 && isConnectionIssue(answer)) {
    return new ConnectionFailure(
      'too-many-connections',
      `${said} Another process streams with this token, or did until just now.`,
    );
  }
  if (status === 429) return new ConnectionFailure('rate-limited', said, resetAtMs(error));
  if (status >= 500 || status === 408) {
    return new ConnectionFailure('http-error', said);
  }
  return refusal(status, said);
}

/** X's ConnectionException: 429 as for too many requests, and no matter of a rate. */
function isConnectionIssue(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'connection_issue' in answer;
}

function refusal(status: number, said: string): SourceError {
  if (status === 401) {
    return new SourceError(
      'UNAUTHORIZED',
      `${said} TWITTER_BEARER_TOKEN is no valid token: copy the Bearer Token of your app from ` +
        'https://console.x.com, or use SOURCE=faker.',
    );
  }
  if (status === 403) {
    return new SourceError(
      'FORBIDDEN',
      `${said} The app of TWITTER_BEARER_TOKEN may not use this stream: see what its access ` +
        'level allows at https://console.x.com, or use SOURCE=faker.',
    );
  }
  if (status === 409) {
    return new SourceError(
      'NO_RULES',
      `${said} A filtered stream needs a rule: set some, or use the sample stream.`,
    );
  }
  return new SourceError('REJECTED', `${said} Asking again would not help.`);
}

/** The end of the rate limit's window, of which X tells in seconds since 1970. */
function resetAtMs(error: ApiResponseError | ApiPartialResponseError): number | null {
  const resetSeconds = Number(error.response.headers['x-rate-limit-reset']);
  return resetSeconds > 0 ? resetSeconds * 1_000 : null;
}
