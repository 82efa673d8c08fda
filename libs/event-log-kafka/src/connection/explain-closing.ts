import { connect } from 'node:tls';
import { EventLogError, UnauthorizedError } from '@user-information/event-log';
import type { BrokerAddress } from './broker-address.ts';
import { addressText } from './broker-address.ts';
import { BrokerConnection } from './broker-connection.ts';
import type { ConnectionSettings } from './connection-settings.ts';

/**
 * A broker that takes a connection and closes it without an answer, as one does that is just starting or
 * ending, but also one that expects TLS, or none, or credentials. This finds out which: by asking it so.
 *
 * @returns the error that says what to do; undefined where waiting may help
 */
export async function explainClosing(
  address: BrokerAddress,
  settings: ConnectionSettings,
): Promise<EventLogError | undefined> {
  const { tls, sasl } = settings;
  const where = addressText(address);
  if (tls === undefined && (await speaksTls(address, settings))) {
    return wrongSetting(`The broker at ${where} speaks TLS, and this client does not: set ssl.`);
  }
  if (
    tls !== undefined &&
    (await takes(address, { ...settings, tls: undefined, sasl: undefined }))
  ) {
    return wrongSetting(
      `The broker at ${where} does not speak TLS there, and this client does: ` +
        'use the port that does, or set ssl to false.',
    );
  }
  if (sasl === undefined && (await wantsCredentials(address, settings))) {
    return new UnauthorizedError(
      `a connection to ${where} without credentials`,
      'set the SASL mechanism, the user name and the password',
    );
  }
  return undefined;
}

function wrongSetting(message: string): EventLogError {
  return new EventLogError('INVALID_ARGUMENT', message);
}

async function speaksTls(
  { host, port }: BrokerAddress,
  { connectTimeoutMs }: ConnectionSettings,
): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  // Who it is does not matter: nothing is sent.
  const socket = connect({ host, port, rejectUnauthorized: false }, () => resolve(true));
  const end = (): void => resolve(false);
  socket.on('error', end).on('close', end).setTimeout(connectTimeoutMs, end);
  return promise.finally(() => socket.destroy());
}

/** Whether the broker answers who is not to be authenticated yet. */
async function takes(address: BrokerAddress, settings: ConnectionSettings): Promise<boolean> {
  try {
    (await BrokerConnection.greet(address, settings)).close('it was only tried');
    return true;
  } catch {
    return false;
  }
}

async function wantsCredentials(
  address: BrokerAddress,
  settings: ConnectionSettings,
): Promise<boolean> {
  try {
    const connection = await BrokerConnection.greet(address, settings);
    const answer = await connection.takesCredentials();
    connection.close('it was only tried');
    return answer;
  } catch {
    return false;
  }
}
