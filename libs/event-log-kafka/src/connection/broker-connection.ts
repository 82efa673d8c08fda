import type { Socket } from 'node:net';
import { UnavailableError } from '@user-information/event-log';
import { apiVersionsRequest, checkVersions } from '../requests/api-versions.ts';
import { Broker, Connection, lookup } from '../kafkajs/internals.ts';
import type { ApiVersions, KafkaRequest } from '../kafkajs/internals.ts';
import type { BrokerAddress } from './broker-address.ts';
import { addressText } from './broker-address.ts';
import { connectionError } from './connection-error.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import { openSocket } from './open-socket.ts';

/**
 * One authenticated connection to a broker, which answers its requests in the order in which they
 * came. It fails as a whole: a request that is not answered in time takes the others with it, which
 * wait behind it.
 */
export class BrokerConnection {
  readonly address: BrokerAddress;
  /** This connection as kafkajs' broker, for the requests of consumer groups. */
  readonly broker: Broker;
  readonly #settings: ConnectionSettings;
  readonly #connection: Connection;
  #socket: Socket | undefined;
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
        const socket = openSocket(address, tls, onConnect);
        socket.once('close', () => this.close('the broker closed the connection'));
        this.#socket = socket;
        return socket;
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
   * Fails with `UnavailableError` where waiting may help, else with the error that says what to do.
   */
  static async open(
    address: BrokerAddress,
    settings: ConnectionSettings,
  ): Promise<BrokerConnection> {
    const opened = new BrokerConnection(address, settings);
    try {
      await opened.#connection.connect();
      const versions = await opened.#askUntranslated(apiVersionsRequest());
      checkVersions(versions, addressText(address));
      await opened.#authenticate(versions);
    } catch (error) {
      opened.close('it could not be opened');
      throw connectionError(address, settings, error);
    }
    return opened;
  }

  get isOpen(): boolean {
    return this.#endReason === undefined && this.#connection.isConnected();
  }

  /** Rejects with `UnavailableError` when the connection ended before the answer came. */
  async ask<T>(request: KafkaRequest<T>, timeoutMs = this.#settings.requestTimeoutMs): Promise<T> {
    try {
      return await this.#askUntranslated(request, timeoutMs);
    } catch (error) {
      throw connectionError(this.address, this.#settings, error, this.#endReason);
    }
  }

  /** Ends the connection at once; requests under way reject with the reason. */
  close(reason: string): void {
    if (this.#endReason !== undefined) {
      return;
    }
    this.#endReason = reason;
    this.#connection.rejectRequests(new UnavailableError(addressText(this.address), reason));
    void this.#connection.disconnect();
    this.#socket?.destroy();
  }

  async #askUntranslated<T>(
    request: KafkaRequest<T>,
    timeoutMs = this.#settings.requestTimeoutMs,
  ): Promise<T> {
    const limitMs = Math.max(timeoutMs, request.requestTimeout ?? 0);
    const timer = setTimeout(
      () => this.close(`it did not answer ${request.request.apiName} within ${limitMs} ms`),
      limitMs,
    );
    try {
      return await this.#connection.send(request);
    } finally {
      clearTimeout(timer);
    }
  }

  async #authenticate(versions: ApiVersions): Promise<void> {
    this.#connection.setVersions(versions);
    this.#connection.setSupportAuthenticationProtocol(true);
    this.broker.lookupRequest = lookup(versions);
    const timer = setTimeout(
      () => this.close('it did not answer to the credentials in time'),
      this.#settings.requestTimeoutMs,
    );
    try {
      await this.#connection.authenticate();
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
