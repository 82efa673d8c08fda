import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Logger } from '@user-information/observability';
import { openKafkaEventLog } from './open-kafka-event-log.ts';
import type { KafkaLogOptions } from './options.ts';

const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  sockets.splice(0).forEach((socket) => socket.destroy());
  servers.splice(0).forEach((server) => server.close());
});

/** `host:port` of a server that does this with each connection. */
async function serve(onConnection: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    onConnection(socket);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Aborts the attempts once it has warned: what it said, and what opening failed with. */
async function warningOf(options: Partial<KafkaLogOptions>) {
  const stop = new AbortController();
  const warnings: string[] = [];
  const logger = {
    debug: () => undefined,
    warn: (line: string) => {
      warnings.push(line);
      stop.abort();
    },
  } as unknown as Logger;
  const opening = openKafkaEventLog({
    brokers: [],
    clientId: 'test',
    logger,
    signal: stop.signal,
    ...options,
  });
  const error: unknown = await opening.catch((thrown: unknown) => thrown);
  return { warnings, error };
}

describe('openKafkaEventLog', () => {
  it.each<[string, () => Promise<string>, RegExp]>([
    ['is not there', async () => '127.0.0.1:1', /ECONNREFUSED/],
    ['has a name that nobody knows', async () => 'kafka.invalid:9092', /ENOTFOUND kafka\.invalid/],
    ['says nothing', () => serve(() => undefined), /it did not answer ApiVersions within 50 ms/],
    ['closes the connection', () => serve((socket) => socket.end()), /closed/i],
  ])('waits for a broker that %s, until it is told to stop', async (does, broker, reason) => {
    const brokers = [await broker()];
    // Only one of them may be too slow, however busy the machine is.
    const limits = does === 'says nothing' ? { requestTimeoutMs: 50 } : {};
    const { warnings, error } = await warningOf({ brokers, ...limits });
    expect(warnings).toEqual([expect.stringMatching(reason)]);
    expect(warnings[0]).toContain(`The event log at ${brokers[0]} can't be reached`);
    expect(error).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringMatching(reason) });
  });

  it('does not begin when it was told to stop before', async () => {
    const brokers = ['127.0.0.1:1'];
    const opening = openKafkaEventLog({ brokers, clientId: 'test', signal: AbortSignal.abort() });
    await expect(opening).rejects.toMatchObject({ code: 'CLOSED' });
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ brokers: [] }, /brokers: /],
    [{ brokers: ['localhost'] }, /"localhost" is no address of a broker/],
    [{ clientId: '' }, /clientId: /],
    [{ compression: 'lz4' }, /compression: /],
    [{ replicationFactor: 0 }, /replicationFactor: /],
    [{ sasl: { mechanism: 'plain', username: 'ann' } }, /sasl: password: /],
    [{ pollInterval: 5 }, /pollInterval/],
  ])('names an option that is wrong: %j', async (options, message) => {
    const opening = openKafkaEventLog({
      brokers: ['127.0.0.1:1'],
      clientId: 'test',
      ...options,
    });
    await expect(opening).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringMatching(message),
    });
  });
});
