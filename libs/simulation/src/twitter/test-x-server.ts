import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly method: string;
  /** The path and, decoded, the query. */
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** Answers one request. What it leaves open stays open until the server closes. */
export type Answer = (response: ServerResponse, request: ReceivedRequest) => void;

/** For tests only: a local server that streams and answers as X documents it. */
export class XTestServer {
  readonly requests: ReceivedRequest[] = [];
  /** The most requests that were open at the same time. */
  mostAtOnce = 0;
  readonly #answers: Answer[];
  readonly #server = createServer((request, response) => void this.#receive(request, response));
  #open = 0;

  /** @param answers one a request, in turn; the last one again and again */
  constructor(...answers: Answer[]) {
    this.#answers = answers;
  }

  /** Listens, and resolves to the address. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#open);
    response.on('close', () => this.#open--);
    const body = (await request.setEncoding('utf8').toArray()).join('');
    const received = {
      method: request.method ?? '',
      url: new URL(request.url ?? '', 'http://x.example'),
      authorization: request.headers.authorization,
      body: body === '' ? null : (JSON.parse(body) as unknown),
    };
    const answer = this.#answers[Math.min(this.requests.length, this.#answers.length - 1)];
    this.requests.push(received);
    answer?.(response, received);
  }
}

/** A stream of these chunks, one write each, that stays open. */
export function streams(...chunks: readonly (string | Buffer)[]): Answer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    response.flushHeaders();
    for (const chunk of chunks) response.write(chunk);
  };
}

/** A stream of these chunks that X then ends. */
export function streamsAndEnds(...chunks: readonly (string | Buffer)[]): Answer {
  return (response, request) => {
    streams(...chunks)(response, request);
    response.end();
  };
}

/** A stream of these chunks whose connection then breaks. */
export function streamsAndBreaks(...chunks: readonly string[]): Answer {
  return (response) => {
    response.writeHead(200);
    response.write(chunks.join(''), () => response.destroy());
  };
}

/** An answer in JSON. */
export function answers(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}
