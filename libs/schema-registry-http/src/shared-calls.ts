/**
 * Results that never change, by key: each is asked for once, also when many ask at once. What failed
 * is asked for again by the next who asks.
 */
export class SharedCalls<K, T> {
  readonly #results = new Map<K, Promise<T>>();

  get(key: K, call: () => Promise<T>): Promise<T> {
    const known = this.#results.get(key);
    if (known !== undefined) return known;
    const called = call().catch((error: unknown) => {
      this.#results.delete(key);
      throw error;
    });
    this.#results.set(key, called);
    return called;
  }
}
