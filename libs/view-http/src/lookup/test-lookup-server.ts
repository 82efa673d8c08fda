import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createMetrics, Health } from '@user-information/observability';
import { SerdeError } from '@user-information/serde';
import type { Deserializer } from '@user-information/serde';
import { startHttpServer } from '@user-information/service';
import type { HttpServer } from '@user-information/service';
import { MemoryStateStore } from '@user-information/streams-testing';
import { lookupRoutes } from './lookup-routes.ts';
import type { LookupOptions } from './lookup-routes.ts';

/** Values are JSON already; `damaged` ones cannot be decoded, and `unknown` ones not now. */
const toJson: Deserializer<string> = {
  deserialize: (bytes) => {
    if (bytes.toString() === 'damaged') throw new SerdeError('UNDECODABLE', 'not a value');
    if (bytes.toString() === 'unknown') throw new SerdeError('REGISTRY', 'registry is away');
    return bytes.toString();
  },
};

/** A server of a store in memory. */
export class LookupServer {
  readonly store = new MemoryStateStore();
  readonly metrics = createMetrics({ service: 'test' });
  readonly logged: string[] = [];
  #server: HttpServer | null = null;

  async start(differing: Partial<LookupOptions> = {}): Promise<void> {
    const { logged, metrics, store } = this;
    const options = { path: '/users/:userId', topic: 'users', store, toJson, metrics };
    this.#server = await startHttpServer({
      host: '127.0.0.1',
      port: 0,
      logger: { error: (_fields, message) => logged.push(message) },
      metrics,
      health: new Health(),
    });
    await this.#server.serve((app) => lookupRoutes(app, { ...options, ...differing }));
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  /** Asks with the path exactly as it is given. */
  async ask(path: string, method = 'GET') {
    const { port } = new URL(this.#server?.url ?? '');
    const asked = request({ host: '127.0.0.1', port, path, method });
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of response) text += String(chunk);
    return {
      status: response.statusCode,
      type: response.headers['content-type'],
      length: response.headers['content-length'],
      body: text === '' ? null : (JSON.parse(text) as unknown),
    };
  }

  put(rows: Readonly<Record<string, string>>): Promise<void> {
    const writes = Object.entries(rows).map(([key, value]) => ({
      key: Buffer.from(key),
      value: Buffer.from(value),
    }));
    return this.store.write(writes, []);
  }
}
