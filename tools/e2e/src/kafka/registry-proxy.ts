import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { freePorts } from '@user-information/servers';

/** What stands between the services and the schema registry behaves so. */
export type RegistryMood = 'well' | 'down' | 'answers 500';

/** Stands before a schema registry, so that it can fail without failing for others. */
export class RegistryProxy {
  readonly url: string;
  readonly #target: string;
  readonly #port: number;
  #mood: RegistryMood = 'down';
  #server: Server | undefined;
  #asked = Promise.withResolvers<undefined>();

  private constructor(target: string, port: number) {
    this.#target = target;
    this.#port = port;
    this.url = `http://127.0.0.1:${port}${new URL(target).pathname}`;
  }

  /** @param target the URL of the registry itself */
  static async start(target: string): Promise<RegistryProxy> {
    const [port = 0] = await freePorts(1);
    const proxy = new RegistryProxy(target, port);
    await proxy.be('well');
    return proxy;
  }

  async be(mood: RegistryMood): Promise<void> {
    this.#mood = mood;
    if (mood === 'down') return this.close();
    if (this.#server !== undefined) return;
    const server = createServer((request, response) => void this.#answer(request, response));
    this.#server = server;
    await once(server.listen(this.#port, '127.0.0.1'), 'listening');
  }

  /** Resolves when somebody asks next. */
  async asked(): Promise<void> {
    this.#asked = Promise.withResolvers();
    await this.#asked.promise;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#asked.resolve(undefined);
    if (this.#mood === 'answers 500') {
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end('{"error_code":50001,"message":"Error in the backend data store"}');
      return;
    }
    const { method = 'GET', url = '/' } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const answer = await fetch(new URL(url, this.#target), {
      method,
      headers: { 'content-type': request.headers['content-type'] ?? 'application/json' },
      ...(body.length === 0 ? {} : { body }),
    });
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'application/json',
    });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }
}
