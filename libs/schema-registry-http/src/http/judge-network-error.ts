import type { Fails, Outcome } from './outcome.ts';
import { noRegistry } from './judge-response.ts';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'its host name is not known',
  EAI_AGAIN: 'no name server answers',
  ECONNRESET: 'it closed the connection',
  UND_ERR_SOCKET: 'it closed the connection',
  UND_ERR_CONNECT_TIMEOUT: 'its machine does not answer',
};

const tlsCode =
  /^(EPROTO$|ERR_SSL_|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH$)/;

/** Node's errors, by their shape, since a test's realm has another `Error` than `fetch` has. */
interface NetworkError {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: NetworkError;
}

/** What it means that `fetch`, or reading what it found, failed with this error. */
export function judgeNetworkError(error: unknown, url: string): Outcome {
  const { cause = error } = error as NetworkError;
  const { name, code: anyCode, message: anyMessage } = cause as NetworkError;
  const code = typeof anyCode === 'string' ? anyCode : '';
  const message = typeof anyMessage === 'string' ? anyMessage.trim() : String(cause);
  if (tlsCode.test(code)) return tlsFailure(code, message, cause);
  if (name === 'HTTPParserError') return { ...noRegistry('it does not speak HTTP'), cause };
  // Node's codes for mistakes begin with ERR_, those of the system with E and without it.
  if (/^E(?!RR_)/.test(code) || code in reasons) return { kind: 'waits', reason: why(code, url) };
  const cure = 'Check SCHEMA_REGISTRY_URL';
  return { kind: 'fails', reason: message, cure, cause };
}

function why(code: string, url: string): string {
  const reason = `${reasons[code] ?? 'the network fails'} (${code})`;
  // A server of TLS hangs up on who speaks plain HTTP to it.
  const mayBeTls = reasons[code] === reasons['ECONNRESET'] && url.startsWith('http:');
  return mayBeTls ? `${reason}; if it speaks TLS, its URL begins with https` : reason;
}

function tlsFailure(code: string, message: string, cause: unknown): Fails {
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') {
    const cure = 'Begin SCHEMA_REGISTRY_URL with http, or have the registry speak TLS';
    return { kind: 'fails', reason: `it does not speak TLS (${code})`, cure, cause };
  }
  const cure =
    'Give it a certificate for this name from an authority that Node trusts, ' +
    "or name the authority's file in NODE_EXTRA_CA_CERTS";
  return { kind: 'fails', reason: `TLS fails, ${message} (${code})`, cure, cause };
}
