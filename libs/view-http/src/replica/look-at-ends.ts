import { setTimeout as sleep } from 'node:timers/promises';
import type { PartitionOffset } from '@user-information/event-log';

export interface LookOptions {
  readonly endOffsets: () => Promise<readonly PartitionOffset[]>;
  readonly everyMs: number;
  /** What the log's ends were at a time no earlier than `atMs`, by `performance.now()`. */
  readonly onLooked: (atMs: number, ends: readonly PartitionOffset[]) => void;
  /** The log can't be asked; told once until it can be again. */
  readonly onFailed: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** Looks at a log's ends from time to time, one look after the other, until the signal aborts. */
export async function lookAtEnds(options: LookOptions): Promise<void> {
  const { endOffsets, everyMs, onLooked, onFailed, signal } = options;
  const isOver = (): boolean => signal.aborted;
  let hasFailed = false;
  while (!isOver()) {
    const atMs = performance.now();
    try {
      onLooked(atMs, await endOffsets());
      hasFailed = false;
    } catch (error) {
      if (!hasFailed && !isOver()) onFailed(error);
      hasFailed = true;
    }
    await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
