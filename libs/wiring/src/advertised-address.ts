import { hostname } from 'node:os';

const anyAddress = new Set(['0.0.0.0', '[::]']);

/**
 * `host:port` where others reach a service: what was configured, else where it listens. One that
 * listens on every address of its machine is reached by the machine's name.
 */
export function advertisedAddress(configured: string | undefined, url: string): string {
  if (configured !== undefined) return configured;
  const { hostname: host, host: hostAndPort, port } = new URL(url);
  return anyAddress.has(host) ? `${hostname()}:${port}` : hostAndPort;
}
