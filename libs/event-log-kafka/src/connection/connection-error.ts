import { EventLogError, UnauthorizedError, UnavailableError } from '@user-information/event-log';
import type { BrokerAddress } from './broker-address.ts';
import { addressText } from './broker-address.ts';
import type { ConnectionSettings } from './connection-settings.ts';

/** The other side ended the connection, for a reason of its own. */
export class ConnectionClosedError extends UnavailableError {}

interface Failure {
  readonly name?: string;
  readonly message?: string;
  /** Of the operating system or of TLS; kafkajs keeps it. */
  readonly code?: string | number;
  /** Kafka's name of the error. */
  readonly type?: string;
}

/** Errors of kafkajs that mean that the connection is of no use any more. */
const connectionErrors = new Set([
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSRequestTimeoutError',
]);

const certificateErrors = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Makes an `EventLogError` of what kafkajs' connection fails with; passes protocol errors on. */
export function connectionError(
  address: BrokerAddress,
  { sasl, tls }: ConnectionSettings,
  error: unknown,
  endReason?: string,
): unknown {
  const where = addressText(address);
  const { name = '', message = '', code, type } = error as Failure;
  if (error instanceof EventLogError) {
    return error;
  }
  if (certificateErrors.has(String(code))) {
    return new EventLogError(
      'UNAUTHORIZED',
      `The certificate of the broker at ${where} is not trusted (${String(code)}): give that of its ` +
        'authority, and use the host name that it was made for.',
      { cause: error },
    );
  }
  if (/^ERR_SSL_.*CERTIFICATE/.test(String(code))) {
    return new UnauthorizedError(
      `a connection to ${where} (${String(code)})`,
      'give a certificate of this client, and its key, that the brokers trust',
      { cause: error },
    );
  }
  if (type === 'SASL_AUTHENTICATION_FAILED' || name === 'KafkaJSSASLAuthenticationError') {
    return new UnauthorizedError(
      `user "${sasl?.username ?? ''}" at ${where}`,
      `its name or password is wrong, or ${mechanism(sasl)} is not what it was registered for`,
      { cause: error },
    );
  }
  if (type === 'UNSUPPORTED_SASL_MECHANISM' || type === 'ILLEGAL_SASL_STATE') {
    return new UnauthorizedError(
      `a connection to ${where}`,
      `it does not take ${mechanism(sasl)}; use a mechanism that its listener has, or a listener that has it`,
      { cause: error },
    );
  }
  if (!connectionErrors.has(name)) {
    return error;
  }
  const how = tls === undefined ? '' : ' over TLS';
  const isClosed = name === 'KafkaJSConnectionClosedError' || code === 'ECONNRESET';
  const reason = endReason ?? message.replace(/^Connection error: /, '');
  const options = { cause: error };
  return isClosed
    ? new ConnectionClosedError(`${where}${how}`, 'it closed the connection', options)
    : new UnavailableError(`${where}${how}`, reason, options);
}

function mechanism(sasl: ConnectionSettings['sasl']): string {
  return `SASL ${sasl?.mechanism.toUpperCase() ?? ''}`;
}
