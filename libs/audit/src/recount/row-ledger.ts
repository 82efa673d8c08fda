/** A row's fields, by name. */
export type Fields = Readonly<Record<string, unknown>>;

/** The rows of a source, and, within a window, all that each has been: null where there was none. */
export class RowLedger {
  readonly #rows = new Map<string, Fields>();
  readonly #seen = new Map<string, (Fields | null)[]>();
  #hasWindow = false;

  get size(): number {
    return this.#rows.size;
  }

  has(key: string): boolean {
    return this.#rows.has(key);
  }

  set(key: string, row: Fields | null): void {
    if (this.#hasWindow) {
      const seen = this.#seen.get(key);
      if (seen === undefined) this.#seen.set(key, [this.#rows.get(key) ?? null, row]);
      else seen.push(row);
    }
    if (row === null) this.#rows.delete(key);
    else this.#rows.set(key, row);
  }

  openWindow(): void {
    this.#hasWindow = true;
  }

  closeWindow(): void {
    this.#hasWindow = false;
    this.#seen.clear();
  }

  /** What the row may have been from the beginning of the window up to now. */
  possible(key: string): readonly (Fields | null)[] {
    return this.#seen.get(key) ?? [this.#rows.get(key) ?? null];
  }
}
