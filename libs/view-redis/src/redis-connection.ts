import { ClientOfflineError, createClient, RESP_TYPES } from '@redis/client';
import type { RedisArgument, RedisClientType } from '@redis/client';
import { StoreUnreachableError } from '@user-information/state-store';
import { describeUrl } from './describe-url.ts';
import type { RedisStoreLogger } from './redis-store-logger.ts';
import type { Script } from './scripts.ts';
import { Turns } from './turns.ts';

const maxReconnectMs = 1_000;
const connectTimeoutMs = 2_000;
/** Until a server that was reached has to be ready for commands. */
const greetingTimeoutMs = 5_000;
/** So that what is sent is answered in time, however large the rows are. */
const commandsAtATime = 32;
const maxWaitingCommands = 10_000;
const typeMapping = { [RESP_TYPES.BLOB_STRING]: Buffer };
const commandOptions = { typeMapping };

type Client = RedisClientType;

export interface RedisConnectionOptions {
  readonly url: string;
  /** What it is used for, for errors. */
  readonly name: string;
  /** How long a command may take once it is its turn. */
  readonly timeoutMs: number;
  readonly logger: RedisStoreLogger;
}

/**
 * A connection to Redis that is made again whenever it is lost. While there is none, commands fail at
 * once: who waits for an answer can be told so. A server that keeps the connection and says nothing
 * counts as lost, too.
 */
export class RedisConnection {
  readonly #options: RedisConnectionOptions;
  readonly #turns = new Turns({ atATime: commandsAtATime, maxWaiting: maxWaitingCommands });
  /** Resolved once it is known whether there is a connection. */
  readonly #tried = Promise.withResolvers<void>();
  #client: Client;
  #channel: string | undefined;
  #onMessage: (message: Buffer) => void = () => undefined;
  /** Always the same one: a client that subscribes again by itself has it once. */
  readonly #hear = (message: Buffer): void => this.#onMessage(message);
  #isClosed = false;
  #isLost = false;

  constructor(options: RedisConnectionOptions) {
    this.#options = options;
    this.#client = this.#open();
  }

  /** Replies of Redis, bytes as they are; fails with a `StoreUnreachableError`. */
  async send(args: readonly RedisArgument[]): Promise<unknown> {
    const turn = this.#turns.enter();
    if (turn === undefined) throw this.#unreachable(new Error('too many commands wait for it'));
    await turn;
    try {
      await this.#tried.promise;
      const client = this.#client;
      return await this.#inTime(client.sendCommand(args, commandOptions), client);
    } catch (error) {
      throw error instanceof StoreUnreachableError ? error : this.#unreachable(error);
    } finally {
      this.#turns.leave();
    }
  }

  async run(
    { sha1, source }: Script,
    keys: readonly string[],
    args: readonly RedisArgument[],
  ): Promise<unknown> {
    const rest = [String(keys.length), ...keys, ...args];
    try {
      return await this.send(['EVALSHA', sha1, ...rest]);
    } catch (error) {
      const { cause } = error as Error;
      if (!(cause instanceof Error && cause.message.startsWith('NOSCRIPT'))) throw error;
      return this.send(['EVAL', source, ...rest]);
    }
  }

  /** Hands on what is published, now and on later connections. */
  subscribe(channel: string, onMessage: (message: Buffer) => void): void {
    this.#channel = channel;
    this.#onMessage = onMessage;
    if (this.#client.isReady) this.#listen(this.#client, channel);
  }

  close(): void {
    this.#isClosed = true;
    this.#tried.resolve();
    this.#client.destroy();
  }

  #open(): Client {
    const { url } = this.#options;
    const client = createClient({
      url,
      disableOfflineQueue: true,
      maintNotifications: 'disabled',
      commandOptions: { timeout: 0 },
      socket: {
        connectTimeout: connectTimeoutMs,
        reconnectStrategy: (retries) =>
          Math.min(maxReconnectMs, 25 * 2 ** retries) * (0.5 + Math.random() / 2),
      },
    });
    const timer = setTimeout(() => {
      this.#replace(client, new Error(`not ready within ${greetingTimeoutMs} ms`));
    }, greetingTimeoutMs).unref();
    client.on('error', (error) => this.#lost(client, error));
    client.on('ready', () => {
      clearTimeout(timer);
      this.#found(client);
    });
    client.connect().catch((error: unknown) => this.#lost(client, error));
    return client;
  }

  async #inTime(sent: Promise<unknown>, client: Client): Promise<unknown> {
    const { promise, reject } = Promise.withResolvers<never>();
    const { timeoutMs } = this.#options;
    const timer = setTimeout(() => {
      const error = this.#unreachable(new Error(`no answer within ${timeoutMs} ms`));
      reject(error);
      this.#replace(client, error);
    }, timeoutMs);
    try {
      return await Promise.race([sent, promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Whatever else was sent on it would not be answered either. */
  #replace(client: Client, error: Error): void {
    if (this.#isClosed || client !== this.#client) return;
    this.#lost(client, error);
    this.#client = this.#open();
    client.destroy();
  }

  #lost(client: Client, error: unknown): void {
    if (this.#isClosed || client !== this.#client || this.#isLost) return;
    this.#isLost = true;
    this.#tried.resolve();
    const { logger, url } = this.#options;
    logger.warn({ err: error }, `Redis at ${describeUrl(url)} can't be reached; trying again`);
  }

  #found(client: Client): void {
    if (client !== this.#client) return;
    const { logger, url } = this.#options;
    if (this.#isLost) logger.info({}, `Redis at ${describeUrl(url)} is there again`);
    this.#isLost = false;
    this.#tried.resolve();
    if (this.#channel !== undefined) this.#listen(client, this.#channel);
  }

  #listen(client: Client, channel: string): void {
    client
      .subscribe(channel, this.#hear, true)
      .catch((error: unknown) => this.#lost(client, error));
  }

  #unreachable(error: unknown): StoreUnreachableError {
    const reason =
      error instanceof ClientOfflineError ? 'there is no connection' : (error as Error).message;
    return new StoreUnreachableError(this.#options.name, reason, { cause: error });
  }
}
