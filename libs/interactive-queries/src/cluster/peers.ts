import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Agent, request } from 'node:http';
import { QueryError } from '../errors.ts';
import { hostAndPort } from './host-and-port.ts';

/** Names who passed a request on. Who gets it answers from its own state, or not at all. */
export const forwardedHeader = 'x-forwarded-by-instance';

export interface PeersOptions {
  /** `host:port` of this instance. */
  readonly address: string;
  /** How long an answer may take, all of it. */
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  /** Requests under way to one instance; more of them wait. */
  readonly maxConnections: number;
}

export interface PeerAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Asks other instances of the application, over connections that are kept. */
export class Peers {
  readonly #options: PeersOptions;
  readonly #agent: Agent;

  constructor(options: PeersOptions) {
    this.#options = options;
    this.#agent = new Agent({ keepAlive: true, maxSockets: options.maxConnections });
  }

  /** Fails with a `QueryError` when no whole answer comes in time. */
  async ask(address: string, path: string): Promise<PeerAnswer> {
    const { address: self, timeoutMs } = this.#options;
    try {
      // Not as a URL: that would take the key ".." for a step up.
      const asked = request({
        ...hostAndPort(address),
        path,
        agent: this.#agent,
        headers: { [forwardedHeader]: self },
        signal: AbortSignal.timeout(timeoutMs),
      });
      asked.end();
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      const { statusCode = 0, headers } = response;
      return { status: statusCode, headers, body: await this.#bodyOf(response, address) };
    } catch (error) {
      if (error instanceof QueryError) throw error;
      const reason = (error as Error).name === 'AbortError' ? `${timeoutMs} ms were over` : error;
      throw new QueryError(
        'UNREACHABLE',
        `The instance at ${address} cannot be reached: ${messageOf(reason)}.`,
        { cause: error },
      );
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  async #bodyOf(response: IncomingMessage, address: string): Promise<string> {
    const { maxAnswerBytes } = this.#options;
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > maxAnswerBytes) {
        response.destroy();
        throw new QueryError(
          'BAD_ANSWER',
          `The instance at ${address} answers with more than ${maxAnswerBytes} bytes.`,
        );
      }
    }
    return Buffer.concat(chunks).toString();
  }
}

function messageOf(reason: unknown): string {
  if (typeof reason === 'string') return reason;
  const { code, message } = reason as NodeJS.ErrnoException;
  return message === '' ? String(code) : message;
}
