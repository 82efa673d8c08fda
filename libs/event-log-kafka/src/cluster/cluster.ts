import type { Logger } from '@user-information/observability';
import type { BrokerAddress } from '../connection/broker-address.ts';
import type { BrokerConnection } from '../connection/broker-connection.ts';
import type { ConnectionSettings } from '../connection/connection-settings.ts';
import { Connections } from '../connection/connections.ts';
import type { CoordinatorType } from '../requests/find-coordinator.ts';
import { findCoordinatorRequest } from '../requests/find-coordinator.ts';
import { metadataRequest } from '../requests/metadata.ts';
import { Metadata } from './metadata.ts';
import { Patience } from './patience.ts';
import type { PatienceContext, PauseLimits } from './patience.ts';
import type { Asker } from './refusal.ts';

/** The purpose of the connection that has none of its own. */
export const GENERAL = 'general';

/** The brokers: whom to ask for what, over which connection, and to keep asking. */
export class Cluster {
  readonly metadata: Metadata;
  readonly #bootstrap: readonly BrokerAddress[];
  readonly #connections: Connections;
  readonly #coordinators = new Map<string, BrokerAddress>();
  readonly #closing = new AbortController();
  readonly #patience: PatienceContext;
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
    this.#patience = {
      logger,
      closing: this.closing,
      isClosed: () => this.#isClosed,
      doubt: () => this.doubt(),
    };
    this.metadata = new Metadata(async (topics) => (await this.any()).ask(metadataRequest(topics)));
  }

  /** Aborts when the log is closing: what waits for a broker gives up then. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  get requestTimeoutMs(): number {
    return this.#requestTimeoutMs;
  }

  /** For attempts at something: who or what asks, for the error that says what to do. */
  patience(about: Asker = {}, pauses?: PauseLimits): Patience {
    return new Patience(this.#patience, about, pauses);
  }

  /**
   * Tries until it succeeds, or fails with what waiting does not help, or until the log is closing and
   * the brokers can't be reached.
   */
  async persist<T>(about: Asker, attempt: () => Promise<T>, pauses?: PauseLimits): Promise<T> {
    const patience = this.patience(about, pauses);
    for (;;) {
      try {
        const result = await attempt();
        patience.reset();
        return result;
      } catch (error) {
        await patience.after(error);
      }
    }
  }

  /** Any broker: one that can be reached if there is one. */
  async any(purpose = GENERAL): Promise<BrokerConnection> {
    const isUp = (address: BrokerAddress): boolean => !this.#connections.isDown(address);
    const all = [...this.metadata.brokers, ...this.#bootstrap];
    const [candidates = all] = [
      this.metadata.brokers.filter(isUp),
      this.#bootstrap.filter(isUp),
    ].filter(({ length }) => length > 0);
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
