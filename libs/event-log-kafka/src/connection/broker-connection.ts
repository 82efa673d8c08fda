import type { Socket } from 'node:net';
import { UnavailableError } from '@user-information/event-log';
import type { ApiVersions, KafkaRequest } from '../kafkajs/internals.ts';
import { Broker, Connection, lookup } from '../kafkajs/internals.ts';
import { apiVersionsRequest, checkVersions } from '../requests/api-versions.ts';
import { saslHandshakeRequest } from '../requests/sasl-handshake.ts';
import type { BrokerAddress } from './broker-address.ts';
import { addressText } from './broker-address.ts';
import { ConnectionClosedError, connectionError } from './connection-error.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import { openSocket } from './open-socket.ts';

/**
 * One connection to a broker, which answers its requests in the order in which they came. It fails as a
 * whole: a request that is not answered in time takes the others with it, which wait behind it.
 */
export class BrokerConnection {
  readonly address: BrokerAddress;
  /** This connection as kafkajs' broker, for the requests of consumer groups. */
  readonly broker: Broker;
  readonly #settings: ConnectionSettings;
  readonly #connection: Connection;
  #socket: Socket | undefined;
  #isGathering = false;
  #endReason: string | undefined;

  private constructor(address: BrokerAddress, settings: ConnectionSettings) {
    const { clientId, tls, sasl, connectTimeoutMs, requestTimeoutMs, kafkajsLogger } = settings;
    this.address = address;
    this.#settings = settings;
    this.#connection = new Connection({
      ...address,
      clientId,
      // Only tells kafkajs that there is TLS: the socket is ours.
      ssl: tls ?? null,
      sasl: sasl === undefined ? null : { ...sasl },
      connectionTimeout: connectTimeoutMs,
      requestTimeout: requestTimeoutMs,
      // `ask` does it, and for the connection as a whole.
      enforceRequestTimeout: false,
      logger: kafkajsLogger,
      socketFactory: ({ onConnect }) => {
        this.#socket = openSocket(address, tls, onConnect);
        return this.#socket.once('close', () => this.#closed());
      },
    });
    quietenQueue(this.#connection);
    this.broker = new Broker({
      logger: kafkajsLogger,
      connectionPool: {
        ...address,
        connectionTimeout: connectTimeoutMs,
        send: (request) => this.ask(request),
        destroy: async () => this.close('it was closed'),
      },
    });
  }

  /**
   * Connects to a broker that was greeted before.
   *
   * Fails with `UnavailableError` where waiting may help, else with the error that says what to do.
   */
  static open(
    address: BrokerAddress,
    settings: ConnectionSettings,
    versions: ApiVersions,
  ): Promise<BrokerConnection> {
    return BrokerConnection.#open(address, settings, async (connection) => {
      await connection.#connection.connect();
      await connection.authenticate(versions);
    });
  }

  /** Connects, and finds out whether the other side is a broker that can be talked to. Else as `open`. */
  static greet(
    address: BrokerAddress,
    settings: ConnectionSettings,
    greeted: (connection: BrokerConnection, versions: ApiVersions) => Promise<void> | void = () =>
      undefined,
  ): Promise<BrokerConnection> {
    return BrokerConnection.#open(address, settings, async (connection) => {
      await connection.#connection.connect();
      const versions = await connection.#ask(apiVersionsRequest());
      checkVersions(versions, addressText(address));
      await greeted(connection, versions);
    });
  }

  static async #open(
    address: BrokerAddress,
    settings: ConnectionSettings,
    steps: (connection: BrokerConnection) => Promise<void>,
  ): Promise<BrokerConnection> {
    const connection = new BrokerConnection(address, settings);
    try {
      await steps(connection);
      return connection;
    } catch (error) {
      const reason = connection.#endReason;
      connection.close('it could not be opened');
      throw connectionError(address, settings, error, reason);
    }
  }

  get isOpen(): boolean {
    return this.#endReason === undefined && this.#connection.isConnected();
  }

  /** Tells who this client is, where the settings say it. */
  async authenticate(versions: ApiVersions): Promise<void> {
    this.#connection.setVersions(versions);
    this.#connection.setSupportAuthenticationProtocol(true);
    this.broker.lookupRequest = lookup(versions);
    await this.#inTime('the credentials', this.#settings.requestTimeoutMs, () =>
      this.#connection.authenticate(),
    );
  }

  /** Whether the broker takes credentials on the port of this connection. */
  takesCredentials(): Promise<boolean> {
    return this.#ask(saslHandshakeRequest());
  }

  /** Rejects with `UnavailableError` when the connection ended before the answer came. */
  async ask<T>(request: KafkaRequest<T>, timeoutMs = this.#settings.requestTimeoutMs): Promise<T> {
    try {
      return await this.#ask(request, timeoutMs);
    } catch (error) {
      throw connectionError(this.address, this.#settings, error, this.#endReason);
    }
  }

  /** Ends the connection at once; requests under way reject with the reason. */
  close(reason: string): void {
    this.#end(reason, new UnavailableError(addressText(this.address), reason));
  }

  #closed(): void {
    const reason = 'it closed the connection';
    this.#end(reason, new ConnectionClosedError(addressText(this.address), reason));
  }

  #end(reason: string, error: UnavailableError): void {
    if (this.#endReason === undefined) {
      this.#endReason = reason;
      this.#connection.rejectRequests(error);
      void this.#connection.disconnect();
      this.#socket?.destroy();
    }
  }

  #ask<T>(request: KafkaRequest<T>, timeoutMs = this.#settings.requestTimeoutMs): Promise<T> {
    const limitMs = Math.max(timeoutMs, request.requestTimeout ?? 0);
    this.#gather();
    return this.#inTime(request.request.apiName, limitMs, () => this.#connection.send(request));
  }

  /** Requests that are made together leave together: the system's part of a write is the dear one. */
  #gather(): void {
    const socket = this.#socket;
    if (socket !== undefined && !this.#isGathering) {
      this.#isGathering = true;
      socket.cork();
      setImmediate(() => {
        this.#isGathering = false;
        socket.uncork();
      });
    }
  }

  async #inTime<T>(what: string, limitMs: number, action: () => Promise<T>): Promise<T> {
    const late = `it did not answer ${what} within ${limitMs} ms`;
    const timer = setTimeout(() => this.close(late), limitMs);
    try {
      return await action();
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * With nothing to send kafkajs' queue sets a timer in the past for it, after each answer: Node.js
 * warns of that.
 */
function quietenQueue({ requestQueue }: Connection): void {
  const schedule = requestQueue.scheduleCheckPendingRequests.bind(requestQueue);
  requestQueue.scheduleCheckPendingRequests = () => {
    if (requestQueue.pending.length > 0) schedule();
  };
}
