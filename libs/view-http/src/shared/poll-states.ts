import { setTimeout as sleep } from 'node:timers/promises';
import type { SharedState, SharedStore } from '@user-information/state-store';

export interface PollOptions {
  readonly store: Pick<SharedStore, 'state'>;
  /** Called before each look: where each partition must be at least, by what is known then. */
  readonly leastOffsets: () => readonly number[];
  readonly everyMs: number;
  /** How each partition is, beside what it had to be at least. */
  readonly onStates: (states: readonly SharedState[], leastOffsets: readonly number[]) => void;
  readonly onFailed: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** Asks a shared store how far it is, one time after the other, until the signal aborts. */
export async function pollStates(options: PollOptions): Promise<void> {
  const { everyMs, leastOffsets, onFailed, onStates, signal, store } = options;
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    const least = leastOffsets();
    try {
      const states = await Promise.all(least.map((_, partition) => store.state(partition)));
      if (!isOver()) onStates(states, least);
    } catch (error) {
      if (!isOver()) onFailed(error);
    }
    await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
