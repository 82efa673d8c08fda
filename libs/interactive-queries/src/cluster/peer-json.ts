import { QueryError } from '../errors.ts';
import type { ForwardedAnswer } from './forward-to-owner.ts';

/** The JSON of an answer of status 200; a `QueryError` for any other answer. */
export function peerJson({ status, body, address }: ForwardedAnswer): unknown {
  try {
    if (status === 200) return JSON.parse(body);
  } catch (cause) {
    throw badAnswer(address, 'no JSON', { cause });
  }
  throw badAnswer(address, `status ${status}`);
}

function badAnswer(address: string, what: string, options?: ErrorOptions): QueryError {
  return new QueryError('BAD_ANSWER', `The instance at ${address} answers with ${what}.`, options);
}
