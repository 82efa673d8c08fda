import { connect as connectTcp, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { BrokerAddress } from './broker-address.ts';
import type { TlsSettings } from './connection-settings.ts';

const KEEP_ALIVE_MS = 30_000;

/** A socket that sends at once: Nagle's algorithm would hold back a request until the last is answered. */
export function openSocket(
  { host, port }: BrokerAddress,
  tls: TlsSettings | undefined,
  onConnect: () => void,
): Socket {
  const where = {
    host,
    port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
  };
  if (tls === undefined) {
    return connectTcp(where, onConnect);
  }
  const servername = isIP(host) === 0 ? { servername: host } : {};
  return connectTls({ ...where, ...servername, ...tls }, onConnect);
}
