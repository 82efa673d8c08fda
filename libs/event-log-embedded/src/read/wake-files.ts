import { closeSync, constants, openSync, watch, writeSync } from 'node:fs';
import type { FSWatcher } from 'node:fs';

const ONE_BYTE = Buffer.alloc(1);

interface Watched {
  readonly watcher: FSWatcher | undefined;
  readonly listeners: Set<() => void>;
}

/**
 * Tells readers, in this process and in others, that a topic has new records: a small file a topic
 * is touched after each commit, and watched by those who wait. Notices can be lost (a writer killed
 * just before, a system out of watches), so a reader also looks for itself now and then.
 */
export class WakeFiles {
  readonly #pathOf: (topicId: number) => string;
  readonly #unwatched: (error: unknown) => void;
  readonly #descriptors = new Map<number, number>();
  readonly #watched = new Map<number, Watched>();

  /** @param unwatched told why a file cannot be watched */
  constructor(pathOf: (topicId: number) => string, unwatched: (error: unknown) => void) {
    this.#pathOf = pathOf;
    this.#unwatched = unwatched;
  }

  /** Wakes whoever listens to these topics. Never fails: a lost notice only costs time. */
  touch(topicIds: ReadonlySet<number>): void {
    for (const topicId of topicIds) {
      this.#watched.get(topicId)?.listeners.forEach((listener) => listener());
      try {
        writeSync(this.#descriptor(topicId), ONE_BYTE, 0, 1, 0);
      } catch {
        // A full disk or a folder gone: the next commit will say so itself.
      }
    }
  }

  listen(topicIds: readonly number[], listener: () => void): void {
    for (const topicId of topicIds) {
      let watched = this.#watched.get(topicId);
      if (watched === undefined) {
        watched = this.#watch(topicId);
        this.#watched.set(topicId, watched);
      }
      watched.listeners.add(listener);
    }
  }

  unlisten(topicIds: readonly number[], listener: () => void): void {
    for (const topicId of topicIds) {
      const watched = this.#watched.get(topicId);
      watched?.listeners.delete(listener);
      if (watched?.listeners.size === 0) {
        watched.watcher?.close();
        this.#watched.delete(topicId);
      }
    }
  }

  /** Those who listen are told no more. */
  close(): void {
    this.#watched.forEach(({ watcher }) => watcher?.close());
    this.#watched.clear();
    this.#descriptors.forEach((descriptor) => closeSync(descriptor));
    this.#descriptors.clear();
  }

  #watch(topicId: number): Watched {
    const listeners = new Set<() => void>();
    try {
      this.#descriptor(topicId);
      const watcher = watch(this.#pathOf(topicId), () => listeners.forEach((wake) => wake()));
      watcher.on('error', (error) => {
        watcher.close();
        this.#unwatched(error);
      });
      return { watcher, listeners };
    } catch (error) {
      this.#unwatched(error);
      return { watcher: undefined, listeners };
    }
  }

  #descriptor(topicId: number): number {
    let descriptor = this.#descriptors.get(topicId);
    if (descriptor === undefined) {
      descriptor = openSync(this.#pathOf(topicId), constants.O_RDWR | constants.O_CREAT);
      this.#descriptors.set(topicId, descriptor);
    }
    return descriptor;
  }
}
