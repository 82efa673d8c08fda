import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface LocalRequest {
  /** `GET /schemas/ids/1`. */
  readonly line: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

export interface LocalReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Hangs when it never resolves; the connection is cut when it rejects. */
export type Handler = (request: LocalRequest) => LocalReply | Promise<LocalReply>;

/** An HTTP server for tests, with all that it was asked. */
export class LocalServer {
  readonly requests: LocalRequest[] = [];
  /** What answers from now on. */
  handler: Handler;
  readonly #server: Server;
  readonly #events = new EventEmitter();

  private constructor(handler: Handler) {
    this.handler = handler;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  static async start(handler: Handler, port = 0): Promise<LocalServer> {
    const local = new LocalServer(handler);
    await once(local.#server.listen(port, '127.0.0.1'), 'listening');
    return local;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when it has been asked so often. */
  async asked(count: number): Promise<void> {
    while (this.requests.length < count) await once(this.#events, 'asked');
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) await once(this.#server.close(), 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const line = `${method} ${url}`;
    const asked = { line, authorization: headers.authorization, body: await text(request) };
    this.requests.push(asked);
    this.#events.emit('asked');
    const reply = await this.handler(asked);
    response.writeHead(reply.status, reply.headers).end(reply.body);
  }
}

/** JSON as a registry sends it. */
export function json(status: number, body: unknown): LocalReply {
  const headers = { 'content-type': 'application/vnd.schemaregistry.v1+json' };
  return { status, headers, body: JSON.stringify(body) };
}
