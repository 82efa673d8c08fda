import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An alert as Alertmanager tells it to a webhook. */
export interface ToldAlert {
  readonly status: 'firing' | 'resolved';
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Ends of an alert that was begun later are other ones. */
  readonly startsAt: string;
}

/** A human's telephone: who is told of alerts. */
export class Webhook {
  /** All that it was told, in order. */
  readonly told: ToldAlert[] = [];
  readonly #server: Server;
  readonly #calls = new EventEmitter();

  private constructor() {
    this.#server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => (text += String(chunk)));
      request.on('end', () => {
        response.end();
        this.told.push(...(JSON.parse(text) as { alerts: ToldAlert[] }).alerts);
        this.#calls.emit('told');
      });
    });
  }

  static async start(): Promise<Webhook> {
    const webhook = new Webhook();
    await new Promise<void>((resolve) => webhook.#server.listen(0, '127.0.0.1', resolve));
    return webhook;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The first alert with these labels and that status of those that it is told, after the first `from`. */
  async hears(
    labels: ToldAlert['labels'],
    status: ToldAlert['status'],
    from = this.told.length,
  ): Promise<ToldAlert> {
    const wanted = Object.entries(labels);
    for (;;) {
      const alert = this.told
        .slice(from)
        .find((it) => it.status === status && wanted.every(([name, of]) => it.labels[name] === of));
      if (alert !== undefined) return alert;
      await once(this.#calls, 'told');
    }
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
