import { setTimeout as sleep } from 'node:timers/promises';
import type { SharedState, SharedStoreReader } from '@user-information/state-store';

export interface PollOptions {
  readonly store: Pick<SharedStoreReader, 'state'>;
  /** Called before each look: where each partition must be at least, by what is known then. */
  readonly leastOffsets: () => readonly number[];
  readonly everyMs: number;
  /** How each partition is, or why nobody knows, beside what it had to be at least. */
  readonly onStates: (looks: readonly Look[], leastOffsets: readonly number[]) => void;
  readonly signal: AbortSignal;
}

export type Look = PromiseSettledResult<SharedState>;

/** Asks a shared store how far it is, one time after the other, until the signal aborts. */
export async function pollStates(options: PollOptions): Promise<void> {
  const { everyMs, leastOffsets, onStates, signal, store } = options;
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    const least = leastOffsets();
    const looks = await Promise.allSettled(least.map((_, partition) => store.state(partition)));
    if (!isOver()) onStates(looks, least);
    await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
