import type { Logger } from '@user-information/observability';
import { UnavailableError } from '@user-information/event-log';
import { Backoff } from './backoff.ts';
import type { BrokerAddress } from './broker-address.ts';
import { addressText } from './broker-address.ts';
import { BrokerConnection } from './broker-connection.ts';
import type { ConnectionSettings } from './connection-settings.ts';

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
  #isDown = false;
  #attempt: Promise<void> | undefined;

  constructor(address: BrokerAddress, settings: ConnectionSettings, logger: Logger | undefined) {
    this.#address = address;
    this.#settings = settings;
    this.#logger = logger;
  }

  get isDown(): boolean {
    return this.#isDown;
  }

  /** Opens a connection; while the line is down this takes the pause until the next attempt. */
  async open(signal: AbortSignal): Promise<BrokerConnection> {
    if (!this.#isDown) {
      return this.#open();
    }
    if (this.#attempt !== undefined) {
      await this.#attempt;
      return this.#open();
    }
    const attempt = this.#openLater(signal);
    this.#attempt = attempt.then(() => undefined);
    // Those that wait for it are told by it.
    this.#attempt.catch(() => undefined);
    return attempt.finally(() => {
      this.#attempt = undefined;
    });
  }

  async #openLater(signal: AbortSignal): Promise<BrokerConnection> {
    await this.#pauses.pause(signal);
    if (signal.aborted) {
      throw new UnavailableError(addressText(this.#address), 'the log is closing');
    }
    return this.#open();
  }

  async #open(): Promise<BrokerConnection> {
    try {
      const connection = await BrokerConnection.open(this.#address, this.#settings);
      this.#up();
      return connection;
    } catch (error) {
      if (error instanceof UnavailableError) this.#down(error);
      throw error;
    }
  }

  #down(error: UnavailableError): void {
    if (!this.#isDown) {
      this.#isDown = true;
      this.#logger?.warn(`${error.message} It is tried again until it can be.`);
    }
  }

  #up(): void {
    this.#pauses.reset();
    if (this.#isDown) {
      this.#isDown = false;
      this.#logger?.info(`the event log at ${addressText(this.#address)} can be reached again`);
    }
  }
}
