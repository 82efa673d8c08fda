import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { expect } from '@jest/globals';
import type { TestInstance } from './test-instances.ts';

/** What an instance answers. */
export interface Asked {
  readonly status: number;
  readonly type: string | null;
  readonly retryAfter: string | null;
  readonly staleBy: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks with the path exactly as it is given. */
export async function ask(
  { url }: Pick<TestInstance, 'url'>,
  path: string,
  headers: Record<string, string> = {},
): Promise<Asked> {
  const { hostname, port } = new URL(url);
  const asked = request({ hostname, port, path, headers }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const { 'content-type': type, 'retry-after': retryAfter } = response.headers;
  return {
    status: response.statusCode ?? 0,
    type: type ?? null,
    retryAfter: retryAfter ?? null,
    staleBy: (response.headers['x-stale-by-records'] as string | undefined) ?? null,
    body: (await json(response)) as Asked['body'],
  };
}

/** Matches an answer that is a problem (RFC 9457). */
export function aProblem(status: number, detail: RegExp, extra: object = {}): unknown {
  return {
    status,
    type: expect.stringMatching(/^application\/problem\+json/),
    retryAfter: status === 503 ? '1' : null,
    staleBy: null,
    body: expect.objectContaining({ status, detail: expect.stringMatching(detail), ...extra }),
  };
}
