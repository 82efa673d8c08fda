import { once } from 'node:events';
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';

export interface ServerEvent {
  readonly name: string;
  readonly data: unknown;
  readonly id: string | undefined;
}

interface Frame {
  readonly fields: Readonly<Record<string, string>>;
}

/** A client of server-sent events, which reads when it is asked to. */
export class EventReader {
  readonly response: IncomingMessage;
  readonly #request: ClientRequest;
  readonly #frames: AsyncGenerator<Frame, void>;

  private constructor(asked: ClientRequest, response: IncomingMessage) {
    this.#request = asked;
    this.response = response;
    this.#frames = frames(response);
  }

  /** Resolves with the beginning of the answer, whatever that is. */
  static async open(
    url: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<EventReader> {
    const { hostname, port } = new URL(url);
    const asked = request({ hostname, port, path, headers, agent: false });
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.on('error', () => undefined); // It ends then, which is what counts.
    return new EventReader(asked, response);
  }

  get status(): number {
    return this.response.statusCode ?? 0;
  }

  /** The next event; undefined when the server has ended the stream. */
  async next(): Promise<ServerEvent | undefined> {
    for (;;) {
      const frame = await this.#frames.next();
      if (frame.done === true) return undefined;
      const { event, data, id } = frame.value.fields;
      if (event !== undefined) return { name: event, data: JSON.parse(data ?? ''), id };
    }
  }

  /** Resolves once the server says that it lives, without an event, and with the id that it tells. */
  async heartbeat(): Promise<string | undefined> {
    for (;;) {
      const frame = await this.#frames.next();
      if (frame.done === true) return undefined;
      const { event, id, retry } = frame.value.fields;
      if (event === undefined && retry === undefined) return id;
    }
  }

  close(): void {
    this.#request.destroy();
  }
}

async function* frames(response: IncomingMessage): AsyncGenerator<Frame, void> {
  let fields: Record<string, string> = {};
  try {
    for await (const line of createInterface(response)) {
      if (line === '') {
        yield { fields };
        fields = {};
        continue;
      }
      const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
      fields[name] = name in fields ? `${fields[name]}\n${value}` : value;
    }
  } catch {
    // The connection was cut, which ends it, too.
  }
}
