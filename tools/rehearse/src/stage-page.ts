import { EventEmitter, once } from 'node:events';

/** As much as a rehearsal looks at of what the page draws. */
export interface Snapshot {
  readonly services: readonly { readonly name: string; readonly status: string }[];
  readonly join: { readonly progress: number | null; readonly recordsLeft: number };
  readonly audit: {
    readonly verdict: string;
    readonly rowsChecked: number;
    readonly rowsWrong: number;
    readonly ageSeconds: number | null;
  } | null;
}

/** What a button of the page was answered. */
interface Answer {
  readonly detail?: string;
  readonly durableMs?: number;
  readonly position?: string;
}

/** An event that a service took. */
export interface Taken {
  /** How long it took until it was in the log, in milliseconds. */
  readonly durableMs: number;
  /** Where it is: `follows-1@123`. */
  readonly position: string;
}

/** `ready`, `starting` or `down`. */
export function joinStatus({ services }: Snapshot): string | undefined {
  return services.find(({ name }) => name === 'join-service')?.status;
}

/** The page for the stage as a browser has it: sees what it draws, and presses its buttons. */
export class StagePage {
  readonly #url: string;
  readonly #token: string;
  readonly #drawn = new EventEmitter<{ snapshot: [] }>();
  readonly #closing = new AbortController();
  #snapshot: Snapshot | undefined;
  #failure: Error | undefined;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  static async open(url: string): Promise<StagePage> {
    const html = await (await fetch(url)).text();
    const token = /name="stage-token" content="(?<token>\w+)"/.exec(html)?.groups?.['token'] ?? '';
    const page = new StagePage(url, token);
    page.#watch().catch((cause: unknown) => {
      page.#failure = new Error('the page has lost its server', { cause });
      page.#drawn.emit('snapshot');
    });
    return page;
  }

  /** Waits until it shows what is wanted. */
  async shows(isWanted: (snapshot: Snapshot) => boolean, signal: AbortSignal): Promise<Snapshot> {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#snapshot !== undefined && isWanted(this.#snapshot)) return this.#snapshot;
      await once(this.#drawn, 'snapshot', { signal });
    }
  }

  /** Presses a button; throws what the page says is in its way. */
  async press(path: string, body: object = {}): Promise<Answer> {
    const response = await fetch(`${this.#url}/api${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: this.#url,
        'x-stage-token': this.#token,
      },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Answer;
    if (!response.ok) throw new Error(answer.detail ?? `${path} answers ${response.status}`);
    return answer;
  }

  /** Has a user follow another, or no longer. */
  async command(kind: 'follow' | 'unfollow', userId: string, followeeId: string): Promise<Taken> {
    const wish = { kind, userId, followeeId };
    const { durableMs = NaN, position = '' } = await this.press('/commands', wish);
    return { durableMs, position };
  }

  close(): void {
    this.#closing.abort();
  }

  async #watch(): Promise<void> {
    const { signal } = this.#closing;
    const response = await fetch(`${this.#url}/api/snapshots`, { signal });
    let text = '';
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const events = (text + chunk).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) this.#take(event);
    }
    throw new Error('the stream of snapshots has ended');
  }

  #take(event: string): void {
    const data = /^event: snapshot\ndata: (?<data>.*)$/.exec(event)?.groups?.['data'];
    if (data === undefined) return;
    this.#snapshot = JSON.parse(data) as Snapshot;
    this.#drawn.emit('snapshot');
  }
}
