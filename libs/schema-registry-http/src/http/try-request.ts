import type { RegistryAddress } from '../registry-address.ts';
import { judgeNetworkError } from './judge-network-error.ts';
import { judgeResponse } from './judge-response.ts';
import type { Outcome } from './outcome.ts';
import { readText } from './read-text.ts';

export interface RegistryRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the address on: `/schemas/ids/1`. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

export interface RequestLimits {
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  readonly signal: AbortSignal;
}

const mediaType = 'application/vnd.schemaregistry.v1+json';

/** Makes one HTTP request. Never fails: how it ended is what it resolves with. */
export async function tryRequest(
  address: RegistryAddress,
  { method, path, body }: RegistryRequest,
  { timeoutMs, maxResponseBytes, signal }: RequestLimits,
): Promise<Outcome> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(`${address.url}${path}`, {
      method,
      headers: {
        accept: `${mediaType}, application/json`,
        ...(body === undefined ? {} : { 'content-type': mediaType }),
        ...(address.authorization === undefined ? {} : { authorization: address.authorization }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A password goes to nobody but whom it was meant for.
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
    });
    const text = await readText(response, maxResponseBytes);
    const { status, headers } = response;
    const contentType = headers.get('content-type') ?? '';
    const location = headers.get('location') ?? '';
    const request = `${method} ${path}`;
    return judgeResponse({ request, status, contentType, location, text }, address);
  } catch (error) {
    if (timeout.aborted) return { kind: 'waits', reason: `no answer within ${timeoutMs / 1000} s` };
    return judgeNetworkError(error, address.url);
  }
}
