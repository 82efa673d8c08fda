import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ServiceProcess } from '@user-information/harness';

const workspace = resolve(__dirname, '../../..');

export interface Answer {
  readonly status: number;
  readonly staleBy: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An instance of food-orders as a process of its own, as its users run it. */
export class TestInstance extends ServiceProcess {
  /** @param folder has the state of this instance, and the embedded log where that is used */
  constructor(folder: string, port: number, env: Readonly<Record<string, string>> = {}) {
    const own = { APPLICATION_PORT: String(port), STATE_DIR: join(folder, `state-${port}`) };
    super({
      name: 'food-orders',
      workspace,
      port,
      env: { DATA_DIR: folder, LOG_LEVEL: 'warn', ...own, ...env },
    });
  }

  async ask(path: string): Promise<Answer> {
    const response = await fetch(this.url + path);
    return {
      status: response.status,
      staleBy: response.headers.get('x-stale-by-records'),
      body: (await response.json()) as Answer['body'],
    };
  }

  /** Asks until the answer is as it must be; the test's own time limit is the end of it. */
  async until(path: string, isRight: (answer: Answer) => boolean): Promise<Answer> {
    for (;;) {
      const answer = await this.ask(path);
      if (isRight(answer)) return answer;
      await delay(20);
    }
  }

  /** The count of a customer's orders; undefined where there is none. */
  async count(customerId: string): Promise<unknown> {
    return (await this.ask(`/stores/order-count/get/${customerId}`)).body['response'];
  }

  order(customerId: string, food: string): Promise<Response> {
    return this.#send('POST', '/orders', { customerId, food });
  }

  putCustomer(id: string, name: string): Promise<Response> {
    return this.#send('PUT', `/customers/${id}`, { name });
  }

  #send(method: string, path: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return fetch(this.url + path, { method, headers, body: JSON.stringify(body) });
  }
}
