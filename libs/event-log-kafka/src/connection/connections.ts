import { LogClosedError } from '@user-information/event-log';
import type { Logger } from '@user-information/observability';
import type { BrokerAddress } from './broker-address.ts';
import { addressText } from './broker-address.ts';
import type { BrokerConnection } from './broker-connection.ts';
import { BrokerLine } from './broker-line.ts';
import type { ConnectionSettings } from './connection-settings.ts';

type Opening = Promise<BrokerConnection>;

/**
 * The connections of a log, by broker and purpose. A broker answers the requests of a connection one
 * after the other, so what may wait long (a fetch, a join) or must not wait (a transaction) has one of
 * its own. One that broke is opened anew when it is asked for.
 */
export class Connections {
  readonly #settings: ConnectionSettings;
  readonly #logger: Logger | undefined;
  readonly #lines = new Map<string, BrokerLine>();
  readonly #connections = new Map<string, Map<string, Opening>>();
  readonly #closing: AbortSignal;
  #isClosed = false;

  /** @param closing ends the pauses between attempts when it aborts */
  constructor(settings: ConnectionSettings, logger: Logger | undefined, closing: AbortSignal) {
    this.#settings = settings;
    this.#logger = logger;
    this.#closing = closing;
  }

  async get(address: BrokerAddress, purpose: string): Promise<BrokerConnection> {
    const key = addressText(address);
    const connections = this.#connections.get(purpose) ?? new Map<string, Opening>();
    this.#connections.set(purpose, connections);
    for (;;) {
      const opening = connections.get(key) ?? this.#open(address, key, connections);
      const connection = await opening;
      if (connection.isOpen) return connection;
      if (connections.get(key) === opening) connections.delete(key);
    }
  }

  /** Whether the last attempt to reach the broker failed. */
  isDown(address: BrokerAddress): boolean {
    return this.#lines.get(addressText(address))?.isDown === true;
  }

  /** Closes the connections of a purpose at once; requests under way fail. */
  close(purpose: string): void {
    const connections = this.#connections.get(purpose);
    this.#connections.delete(purpose);
    connections?.forEach((opening) => closeOnceOpen(opening));
  }

  closeAll(): void {
    this.#isClosed = true;
    for (const purpose of [...this.#connections.keys()]) this.close(purpose);
  }

  #open(address: BrokerAddress, key: string, connections: Map<string, Opening>): Opening {
    const line = this.#lines.get(key) ?? new BrokerLine(address, this.#settings, this.#logger);
    this.#lines.set(key, line);
    const opening = this.#isClosed
      ? Promise.reject(new LogClosedError())
      : line.open(this.#closing);
    connections.set(key, opening);
    opening.catch(() => {
      if (connections.get(key) === opening) connections.delete(key);
    });
    return opening;
  }
}

function closeOnceOpen(opening: Opening): void {
  opening.then(
    (connection) => connection.close('the log is closing'),
    () => undefined,
  );
}
