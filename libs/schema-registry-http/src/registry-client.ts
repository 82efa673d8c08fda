import { setTimeout as delay } from 'node:timers/promises';
import { ClosedRegistryError, registryError } from './errors.ts';
import type { Answer, Fails, Outcome } from './http/outcome.ts';
import { tryRequest } from './http/try-request.ts';
import type { RegistryRequest } from './http/try-request.ts';
import type { HttpSchemaRegistrySettings } from './options.ts';
import { Outage } from './outage.ts';
import { registryAddress } from './registry-address.ts';
import type { RegistryAddress } from './registry-address.ts';
import { RegistryMetrics } from './registry-metrics.ts';

/** Asks a registry, and goes on asking for as long as waiting can help. */
export class RegistryClient {
  readonly #settings: HttpSchemaRegistrySettings;
  readonly #address: RegistryAddress;
  readonly #metrics: RegistryMetrics;
  readonly #outage: Outage;
  readonly #closing = new AbortController();
  readonly #close = (): void => this.close();
  /** The largest id that the registry is known to have. */
  #knownId: number | undefined;

  constructor(settings: HttpSchemaRegistrySettings) {
    const { logger, metrics, signal } = settings;
    this.#settings = settings;
    this.#address = registryAddress(settings);
    this.#metrics = new RegistryMetrics(metrics);
    this.#outage = new Outage(this.#address.url, logger, this.#metrics);
    signal?.addEventListener('abort', this.#close, { once: true });
    if (signal?.aborted === true) this.close();
  }

  /** Rejects with a REGISTRY error: at once where waiting can't help, or when the client is closed. */
  async ask(request: RegistryRequest): Promise<Answer> {
    const { minRetryMs, maxRetryMs, maxWaitMs = Infinity } = this.#settings;
    const endMs = performance.now() + maxWaitMs;
    let waitsFor: string | undefined;
    try {
      for (let retryMs = minRetryMs; ; retryMs = Math.min(retryMs * 2, maxRetryMs)) {
        const outcome = await this.#try(request, endMs - performance.now());
        if (outcome.kind === 'fails') throw this.failure(outcome);
        if (outcome.kind === 'answered') {
          this.#outage.answered(waitsFor !== undefined);
          waitsFor = undefined;
          return outcome.answer;
        }
        if (waitsFor === undefined) this.#outage.begin(outcome.reason);
        waitsFor ??= outcome.reason;
        if (performance.now() + retryMs >= endMs) {
          const reason = `${waitsFor}, for ${maxWaitMs / 1_000} s by now`;
          throw this.failure({ kind: 'fails', reason, cure: 'See that it runs, and try again' });
        }
        await this.pause(retryMs);
      }
    } finally {
      if (waitsFor !== undefined) this.#outage.giveUp();
    }
  }

  /** Asks but once; undefined where waiting may help. Rejects as `ask` does. */
  async askOnce(request: RegistryRequest): Promise<Answer | undefined> {
    const outcome = await this.#try(request, Infinity);
    if (outcome.kind === 'fails') throw this.failure(outcome);
    if (outcome.kind === 'answered') return outcome.answer;
    this.#outage.begin(outcome.reason);
    this.#outage.giveUp();
    return undefined;
  }

  /** Waits; rejects at once when the client is closed. */
  async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#closing.signal }).catch(() => undefined);
    this.mustBeOpen();
  }

  failure(fails: Fails): Error {
    return registryError(this.#address.url, fails);
  }

  mustBeOpen(): void {
    if (this.#closing.signal.aborted) throw new ClosedRegistryError(this.#address.url);
  }

  /** What is under way or waits is rejected. */
  close(): void {
    this.#settings.signal?.removeEventListener('abort', this.#close);
    this.#closing.abort();
  }

  /** Remembers an id that the registry has. */
  knows(id: number): void {
    this.#knownId = Math.max(this.#knownId ?? id, id);
  }

  /**
   * "Not found" is believed only of a registry that was just seen to find what it had: some answer while
   * they load, for seconds and as if they were empty, and one may be put in another's place.
   */
  async #try(request: RegistryRequest, leftMs: number): Promise<Outcome> {
    const outcome = await this.#tryOnce(request, leftMs);
    if (this.#knownId === undefined || !isNotFound(outcome)) return outcome;
    const path = `/schemas/ids/${this.#knownId}`;
    const known = await this.#tryOnce({ method: 'GET', path }, leftMs);
    if (!isNotFound(known)) {
      return known.kind === 'answered' ? await this.#tryOnce(request, leftMs) : known;
    }
    const reason = `it does not know schema id ${this.#knownId}, which it gave: it is loading, or has lost its schemas`;
    return { kind: 'waits', reason };
  }

  async #tryOnce(request: RegistryRequest, leftMs: number): Promise<Outcome> {
    this.mustBeOpen();
    const { requestTimeoutMs, maxResponseBytes } = this.#settings;
    const outcome = await tryRequest(this.#address, request, {
      timeoutMs: Math.max(1, Math.round(Math.min(requestTimeoutMs, leftMs))),
      maxResponseBytes,
      signal: this.#closing.signal,
    });
    this.mustBeOpen();
    this.#metrics.requested(outcome.kind);
    return outcome;
  }
}

function isNotFound(outcome: Outcome): boolean {
  return outcome.kind === 'answered' && !outcome.answer.ok && outcome.answer.status === 404;
}
