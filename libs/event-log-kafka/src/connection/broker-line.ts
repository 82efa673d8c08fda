import { UnavailableError } from '@user-information/event-log';
import type { Logger } from '@user-information/observability';
import type { ApiVersions } from '../kafkajs/internals.ts';
import { metadataRequest } from '../requests/metadata.ts';
import { Backoff } from './backoff.ts';
import type { BrokerAddress } from './broker-address.ts';
import { addressText } from './broker-address.ts';
import { BrokerConnection } from './broker-connection.ts';
import { ConnectionClosedError } from './connection-error.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import { explainClosing } from './explain-closing.ts';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * The way to one broker, which all connections to it share: while it is down one of them tries at a
 * time, with growing pauses. It tells once that it went down, and once that it is up again.
 */
export class BrokerLine {
  readonly #address: BrokerAddress;
  readonly #settings: ConnectionSettings;
  readonly #logger: Logger | undefined;
  readonly #pauses = new Backoff(FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
  /** Known once the broker was met. */
  #versions: ApiVersions | undefined;
  /** Why the last attempt failed; undefined while the broker can be reached. */
  #failure: UnavailableError | undefined;
  #attempt: Promise<BrokerConnection> | undefined;

  constructor(address: BrokerAddress, settings: ConnectionSettings, logger: Logger | undefined) {
    this.#address = address;
    this.#settings = settings;
    this.#logger = logger;
  }

  get isDown(): boolean {
    return this.#failure !== undefined;
  }

  /** Opens a connection; while the line is down this takes the pause until the next attempt. */
  async open(signal: AbortSignal): Promise<BrokerConnection> {
    if (this.#failure === undefined) {
      return this.#open();
    }
    if (this.#attempt !== undefined) {
      await this.#attempt;
      return this.#open();
    }
    this.#attempt = this.#openLater(signal);
    try {
      return await this.#attempt;
    } finally {
      this.#attempt = undefined;
    }
  }

  async #openLater(signal: AbortSignal): Promise<BrokerConnection> {
    await this.#pauses.pause(signal);
    if (signal.aborted && this.#failure !== undefined) {
      throw this.#failure;
    }
    return this.#open();
  }

  async #open(): Promise<BrokerConnection> {
    try {
      const connection = await (this.#versions === undefined
        ? this.#meet()
        : BrokerConnection.open(this.#address, this.#settings, this.#versions));
      this.#up();
      return connection;
    } catch (error) {
      if (error instanceof UnavailableError) this.#down(error);
      throw error;
    }
  }

  /** The first connection shows whether the settings are right: those that are wrong fail now. */
  async #meet(): Promise<BrokerConnection> {
    try {
      return await BrokerConnection.greet(
        this.#address,
        this.#settings,
        async (connection, versions) => {
          await connection.authenticate(versions);
          await connection.ask(metadataRequest([]));
          this.#versions = versions;
        },
      );
    } catch (error) {
      throw await this.#explain(error);
    }
  }

  async #explain(error: unknown): Promise<unknown> {
    return error instanceof ConnectionClosedError
      ? ((await explainClosing(this.#address, this.#settings)) ?? error)
      : error;
  }

  #down(error: UnavailableError): void {
    if (this.#failure === undefined) {
      this.#logger?.warn(`${error.message} It is tried again until it can be.`);
    }
    this.#failure = error;
  }

  #up(): void {
    this.#pauses.reset();
    if (this.#failure !== undefined) {
      this.#failure = undefined;
      this.#logger?.info(`The event log at ${addressText(this.#address)} can be reached again.`);
    }
  }
}
