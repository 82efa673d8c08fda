import http from 'node:http';
import https from 'node:https';

/** Like `ask`, but for many: an answer's bytes go unread, and no signal is made for each. */
export class Visitor {
  readonly #serviceUrl: string;
  readonly #limitMs: number;
  readonly #client: typeof http | typeof https;
  readonly #agent: http.Agent;

  /** `limitMs` is how long the service may say nothing before a visit is given up. */
  constructor(serviceUrl: string, limitMs: number) {
    this.#serviceUrl = serviceUrl;
    this.#limitMs = limitMs;
    this.#client = serviceUrl.startsWith('https:') ? https : http;
    this.#agent = new this.#client.Agent({ keepAlive: true });
  }

  /** Resolves when the answer is over, whatever it was. */
  visit(path: string): Promise<void> {
    const options = { agent: this.#agent, timeout: this.#limitMs };
    return new Promise((resolve) => {
      const request = this.#client.get(`${this.#serviceUrl}${path}`, options, (response) => {
        response.resume().once('close', resolve);
      });
      request.once('timeout', () => request.destroy()).once('error', () => resolve());
    });
  }

  /** Gives up the visits under way. */
  close(): void {
    this.#agent.destroy();
  }
}
