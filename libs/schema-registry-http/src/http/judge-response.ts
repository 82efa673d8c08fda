import { z } from 'zod';
import type { RegistryAddress } from '../registry-address.ts';
import type { Fails, Outcome } from './outcome.ts';

/** As much of a response as decides what it means. */
export interface ReceivedResponse {
  /** What was asked: `GET /schemas/ids/1`. */
  readonly request: string;
  readonly status: number;
  readonly contentType: string;
  /** Where a redirect leads. */
  readonly location: string;
  /** Undefined when it is larger than what is read. */
  readonly text: string | undefined;
}

const refusal = z.object({ error_code: z.int(), message: z.string() });

/** Confluent's own codes for what is not found have five digits: a path that is wrong has 404. */
const isUnknownPath = (errorCode: number): boolean => errorCode < 40_400 || errorCode > 40_499;
const mendable = (status: number): boolean =>
  [408, 425, 429].includes(status) || (status >= 500 && status !== 501 && status !== 505);
/** Of a server's own words; what is longer says no more. */
const shownChars = 300;

/** Whether a response is a registry's, and whether another one may come if one waits. */
export function judgeResponse(response: ReceivedResponse, address: RegistryAddress): Outcome {
  const { status, text } = response;
  if (status === 401) return notLetIn(address);
  if (status === 403) return forbidden(response.request, address);
  const body = parsed(text);
  const refused = refusal.safeParse(body).data;
  const message = address.redact(refused?.message ?? '').slice(0, shownChars);
  if (mendable(status)) {
    return { kind: 'waits', reason: `it answers ${status}${message === '' ? '' : `: ${message}`}` };
  }
  if (text === undefined) return noRegistry('it answers with more than any schema has');
  if (status >= 200 && status < 300 && body !== undefined) {
    return { kind: 'answered', answer: { ok: true, body } };
  }
  if (refused !== undefined && !(status === 404 && isUnknownPath(refused.error_code))) {
    const answer = { ok: false, status, errorCode: refused.error_code, message } as const;
    return { kind: 'answered', answer };
  }
  return noRegistry(otherAnswer(response, address));
}

/** What answers is something else; `reason` says what shows it. */
export function noRegistry(reason: string): Fails {
  const cure =
    "Set SCHEMA_REGISTRY_URL to where Confluent's API begins; Apicurio has it under /apis/ccompat/v7";
  return { kind: 'fails', reason: `${reason}, as no schema registry does`, cure };
}

function otherAnswer(
  { status, contentType, location }: ReceivedResponse,
  address: RegistryAddress,
): string {
  if (status >= 300 && status < 400) return `it sends elsewhere, to ${address.redact(location)}`;
  const kind = contentType.split(';')[0]?.trim() ?? '';
  return `it answers ${status} with ${kind === '' ? 'no content' : address.redact(kind)}`;
}

function notLetIn({ username }: RegistryAddress): Fails {
  const settings = 'SCHEMA_REGISTRY_USERNAME and SCHEMA_REGISTRY_PASSWORD';
  return username === undefined
    ? { kind: 'fails', reason: 'it asks for a name and a password (401)', cure: `Set ${settings}` }
    : {
        kind: 'fails',
        reason: `it does not let "${username}" in with this password (401)`,
        cure: `Check ${settings}`,
      };
}

function forbidden(request: string, { username }: RegistryAddress): Fails {
  const user = username === undefined ? 'a user without a name' : `"${username}"`;
  return {
    kind: 'fails',
    reason: `it forbids ${user} to ${request} (403)`,
    cure: 'Give that user the right to register and read schemas, and to set the compatibility of their subjects',
  };
}

function parsed(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
