/** What a request that waits is waiting for, to tell it when its time is up. */
export interface WaitsFor {
  readonly topic: string;
  /** The consumer group that has not read it yet; null: the view itself has not. */
  readonly group: string | null;
  readonly recordsLeft: number;
}

/** One wait, from stage to stage, that can be given up at any time. */
export class Waiting {
  readonly #giveUp = new AbortController();
  /** Asked when the time is up. */
  waitsFor: () => WaitsFor | null = () => null;

  get signal(): AbortSignal {
    return this.#giveUp.signal;
  }

  giveUp(): void {
    this.#giveUp.abort();
  }

  /** A promise that is kept by `resolve`, and broken when the wait is given up. */
  promise<T>(
    begin: (resolve: (value: T) => void, reject: (error: unknown) => void) => () => void,
  ): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const { signal } = this;
    const end = begin(resolve, reject);
    const onAbort = (): void => {
      end();
      reject(signal.reason);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
    return promise;
  }
}
