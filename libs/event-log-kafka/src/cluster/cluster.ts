import { EventLogError, LogClosedError, UnavailableError } from '@user-information/event-log';
import type { Logger } from '@user-information/observability';
import { Backoff } from '../connection/backoff.ts';
import type { BrokerAddress } from '../connection/broker-address.ts';
import type { BrokerConnection } from '../connection/broker-connection.ts';
import type { ConnectionSettings } from '../connection/connection-settings.ts';
import { Connections } from '../connection/connections.ts';
import type { CoordinatorType } from '../requests/find-coordinator.ts';
import { findCoordinatorRequest } from '../requests/find-coordinator.ts';
import { metadataRequest } from '../requests/metadata.ts';
import { errorType } from '../requests/kafka-error.ts';
import { isOnlyBusy } from './retriable.ts';
import { Metadata } from './metadata.ts';
import { refusal } from './refusal.ts';

/** The purpose of the connection that has none of its own. */
export const GENERAL = 'general';
/** An error that passes usually does so within milliseconds. */
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 500;

/** The brokers: whom to ask for what, over which connection, and to keep asking. */
export class Cluster {
  readonly metadata: Metadata;
  readonly #bootstrap: readonly BrokerAddress[];
  readonly #connections: Connections;
  readonly #coordinators = new Map<string, BrokerAddress>();
  readonly #closing = new AbortController();
  readonly #requestTimeoutMs: number;
  #turn = Math.floor(Math.random() * 1_000);
  #isClosed = false;

  constructor(
    bootstrap: readonly BrokerAddress[],
    settings: ConnectionSettings,
    logger: Logger | undefined,
  ) {
    this.#bootstrap = bootstrap;
    this.#requestTimeoutMs = settings.requestTimeoutMs;
    this.#connections = new Connections(settings, logger, this.#closing.signal);
    this.metadata = new Metadata(async (topics) => (await this.any()).ask(metadataRequest(topics)));
  }

  /** Aborts when the log is closing: what waits for a broker gives up then. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  get requestTimeoutMs(): number {
    return this.#requestTimeoutMs;
  }

  /**
   * Tries until it succeeds, or fails with what waiting does not help, or until the log is closing and
   * the brokers can't be reached. What is believed of the brokers is doubted after each failure.
   *
   * @param about who or what asks, for the error that says what to do
   */
  async persist<T>(about: Asker, attempt: () => Promise<T>): Promise<T> {
    const pauses = new Backoff(FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        await this.await(error, pauses, about);
      }
    }
  }

  /** Throws what waiting does not help; else returns when it is time to try again. */
  async await(error: unknown, pauses: Backoff, about: Asker = {}): Promise<void> {
    if (!isOnlyBusy(errorType(error))) this.doubt();
    if (this.#isClosed || (this.closing.aborted && error instanceof UnavailableError)) {
      throw error instanceof EventLogError ? error : new LogClosedError();
    }
    const fatal = refusal(error, about);
    if (fatal !== undefined) {
      throw fatal;
    }
    // The way to a broker that can't be reached has its own, longer pauses.
    await pauses.pause();
  }

  /** Any broker: one that can be reached if there is one. */
  async any(purpose = GENERAL): Promise<BrokerConnection> {
    const known = [...this.metadata.brokers, ...this.#bootstrap];
    const reachable = known.filter((address) => !this.#connections.isDown(address));
    const candidates = reachable.length > 0 ? reachable : known;
    this.#turn += 1;
    return this.connection(candidates[this.#turn % candidates.length] as BrokerAddress, purpose);
  }

  async leader(topic: string, partition: number, purpose = GENERAL): Promise<BrokerConnection> {
    return this.connection(await this.metadata.leader(topic, partition), purpose);
  }

  async coordinator(
    type: CoordinatorType,
    key: string,
    purpose = GENERAL,
  ): Promise<BrokerConnection> {
    const name = `${type} ${key}`;
    let address = this.#coordinators.get(name);
    if (address === undefined) {
      address = await (await this.any()).ask(findCoordinatorRequest(type, key));
      this.#coordinators.set(name, address);
    }
    return this.connection(address, purpose);
  }

  connection(address: BrokerAddress, purpose: string): Promise<BrokerConnection> {
    return this.#connections.get(address, purpose);
  }

  /** Closes the connections that were opened for this purpose. */
  release(purpose: string): void {
    this.#connections.close(purpose);
  }

  doubt(): void {
    this.metadata.doubt();
    this.#coordinators.clear();
  }

  /** From now on what can't reach a broker gives up. */
  beginClosing(): void {
    this.#closing.abort();
  }

  /** Ends all connections at once. */
  close(): void {
    this.#closing.abort();
    this.#isClosed = true;
    this.#connections.closeAll();
  }
}

/** What a request is about, for the error that tells what to do. */
export interface Asker {
  readonly topic?: string;
  readonly group?: string;
  readonly transactionalId?: string;
}
