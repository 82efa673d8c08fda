import { EventLogError } from '@user-information/event-log';

export interface BrokerAddress {
  readonly host: string;
  readonly port: number;
}

const HOST_AND_PORT = /^(?:\[(?<ipv6>[0-9a-f:.]+)\]|(?<host>[^\s:/,[\]]+)):(?<port>\d{1,5})$/i;
const HIGHEST_PORT = 65_535;

/** Reads `host:port`; an IPv6 address stands in brackets. Refuses others with `INVALID_ARGUMENT`. */
export function parseBrokerAddress(text: string): BrokerAddress {
  const { ipv6, host = ipv6, port } = HOST_AND_PORT.exec(text)?.groups ?? {};
  if (host === undefined || Number(port) < 1 || Number(port) > HIGHEST_PORT) {
    throw new EventLogError(
      'INVALID_ARGUMENT',
      `"${text}" is no address of a broker: give host:port, such as kafka.example.com:9092.`,
    );
  }
  return { host, port: Number(port) };
}

export function addressText({ host, port }: BrokerAddress): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
