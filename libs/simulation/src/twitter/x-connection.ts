import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { TwitterApi, type TwitterApiv2 } from 'twitter-api-v2';
import { failureOf } from './failure-of.ts';
import { LineSplitter } from './line-splitter.ts';
import { ConnectionFailure, type FailureKind } from './source-problem.ts';
import { UnparsedStream } from './unparsed-stream.ts';

export interface XConnectionOptions {
  readonly bearerToken: string;
  /** Where the API is, without its version: `https://api.x.com`, or a server to test against. */
  readonly baseUrl: string;
  /** Closes the connection. */
  readonly signal: AbortSignal;
}

/**
 * How long X may be silent. It sends a keep-alive at least every 20 s; the rest is for a slow
 * network, since with 20 s sharp each late one would be a stall.
 */
const STALL_MS = 25_000;
/** Far more than any tweet; whoever sends more is not X. */
const LONGEST_LINE_BYTES = 1_048_576;

/**
 * One connection to X's API v2, for requests and one stream, one after the other. It has an agent
 * of its own, so that closing it ends at once whatever the library is doing, which has no way to
 * say so; an agent also is how the library takes plain HTTP.
 */
export class XConnection {
  readonly #options: XConnectionOptions;
  readonly #agent: HttpAgent;
  readonly #api: TwitterApiv2;
  readonly #prefix: string;
  #hasStalled = false;

  constructor(options: XConnectionOptions) {
    this.#options = options;
    const isSecure = new URL(options.baseUrl).protocol === 'https:';
    this.#agent = isSecure ? new HttpsAgent() : new HttpAgent();
    // Uncompressed: a decompressor holds messages back and hides that its input broke off.
    const settings = { httpAgent: this.#agent, compression: false };
    this.#api = new TwitterApi(options.bearerToken, settings).v2;
    this.#prefix = `${options.baseUrl.replace(/\/+$/, '')}/2/`;
    options.signal.addEventListener('abort', this.close);
  }

  get<T>(path: string): Promise<T> {
    return this.#limited(this.#api.get<T>(path, {}, { prefix: this.#prefix }), 'unreachable');
  }

  post<T>(path: string, body: Record<string, unknown>): Promise<T> {
    const options = { prefix: this.#prefix, forceBodyMode: 'json' } as const;
    return this.#limited(this.#api.post<T>(path, body, options), 'unreachable');
  }

  /**
   * Opens a stream and gives its lines, keep-alives (empty lines) included, at the reader's pace.
   * They never end: losing the connection is a ConnectionFailure.
   */
  async openLines(path: string, query: Record<string, string>): Promise<AsyncGenerator<string>> {
    const options = { prefix: this.#prefix, autoConnect: false } as const;
    const stream = UnparsedStream.from(this.#api.getStream(path, query, options));
    const body = await this.#limited(stream.open(), 'unreachable');
    return this.#lines(body[Symbol.asyncIterator]());
  }

  /** Ends whatever is under way. Arrow function: also an event listener. */
  readonly close = (): void => {
    this.#options.signal.removeEventListener('abort', this.close);
    this.#agent.destroy();
  };

  async *#lines(chunks: AsyncIterator<Buffer>): AsyncGenerator<string, never> {
    const splitter = new LineSplitter();
    for (;;) {
      const chunk = await this.#limited(chunks.next(), 'disconnected');
      if (chunk.done) {
        const where = splitter.restBytes > 0 ? ' in the middle of a message, which is lost' : '';
        throw new ConnectionFailure('disconnected', `X ended the stream${where}`);
      }
      yield* splitter.push(chunk.value);
      if (splitter.restBytes > LONGEST_LINE_BYTES) {
        throw new ConnectionFailure(
          'disconnected',
          `a message of over ${LONGEST_LINE_BYTES} bytes`,
        );
      }
    }
  }

  async #limited<T>(work: Promise<T>, onNetworkError: FailureKind): Promise<T> {
    const timer = setTimeout(() => {
      this.#hasStalled = true;
      this.close();
    }, STALL_MS);
    try {
      return await work;
    } catch (error) {
      if (!this.#hasStalled) throw failureOf(error, onNetworkError);
      throw new ConnectionFailure(
        'stalled',
        `X sent nothing for ${STALL_MS} ms, no keep-alive either`,
      );
    } finally {
      clearTimeout(timer);
    }
  }
}
