import type { Random } from '../random/random-stream.ts';
import type { ConnectionFailure } from './source-problem.ts';

const NETWORK_STEP_MS = 250;
const NETWORK_MOST_MS = 16_000;
const HTTP_FIRST_MS = 5_000;
const HTTP_MOST_MS = 320_000;
const RATE_LIMIT_FIRST_MS = 60_000;
/** X counts requests in windows of a quarter of an hour. */
const RATE_LIMIT_MOST_MS = 900_000;
/** A stream that was up for so long was a good one: the next one is tried at once. */
const GOOD_STREAM_MS = 20_000;
/** Waits vary by up to this share, so that clients which failed together do not return together. */
const JITTER = 0.2;

/**
 * How long to wait for the next try, as X asks: a stream that drops is tried again at once, then
 * linearly later on errors of the network, exponentially on errors of HTTP, and more slowly on 429
 * unless X says when its window ends.
 *
 * @see https://docs.x.com/x-api/fundamentals/handling-disconnections
 */
export class Backoff {
  readonly #random: Random;
  #networkErrors = 0;
  #httpErrors = 0;
  #rateLimits = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /**
   * @param upMs for how long the stream was connected; null if it was not
   * @param nowMs milliseconds since 1970
   */
  delayMs(failure: ConnectionFailure, upMs: number | null, nowMs: number): number {
    if (upMs !== null) this.#httpErrors = this.#rateLimits = 0;
    if (upMs !== null && upMs >= GOOD_STREAM_MS) this.#networkErrors = 0;
    switch (failure.kind) {
      case 'http-error':
        return this.#vary(Math.min(HTTP_FIRST_MS * 2 ** this.#httpErrors++, HTTP_MOST_MS));
      case 'rate-limited':
        // Later than the window's end, never earlier.
        if (failure.retryAtMs !== null && failure.retryAtMs > nowMs) {
          return failure.retryAtMs - nowMs + this.#random() * 1_000;
        }
        return this.#rateLimitDelayMs();
      case 'too-many-connections':
        return this.#rateLimitDelayMs();
      case 'disconnected':
      case 'stalled':
      case 'unreachable': {
        // Only a stream that was up is worth a try at once.
        if (upMs === null) this.#networkErrors = Math.max(this.#networkErrors, 1);
        return this.#vary(Math.min(NETWORK_STEP_MS * this.#networkErrors++, NETWORK_MOST_MS));
      }
    }
  }

  #rateLimitDelayMs(): number {
    return this.#vary(Math.min(RATE_LIMIT_FIRST_MS * 2 ** this.#rateLimits++, RATE_LIMIT_MOST_MS));
  }

  #vary(ms: number): number {
    return ms * (1 - JITTER * this.#random());
  }
}
