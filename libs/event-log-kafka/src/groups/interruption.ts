import { setTimeout as delay } from 'node:timers/promises';

/** A sleep that can be cut short; a wake-up while nobody sleeps cuts the next one short. */
export class Interruption {
  #isDue = false;
  #sleeping: AbortController | undefined;

  now(): void {
    this.#isDue = true;
    this.#sleeping?.abort();
  }

  async sleep(ms: number): Promise<void> {
    if (!this.#isDue) {
      this.#sleeping = new AbortController();
      const { signal } = this.#sleeping;
      await delay(ms, undefined, { signal }).catch(() => undefined);
      this.#sleeping = undefined;
    }
    this.#isDue = false;
  }
}
