/** One string for all that are equal, where every record brings its own. */
export class SharedStrings {
  readonly #known = new Map<string, string>();

  /** The first string that was equal to this one. For texts of which there is a bounded number. */
  of(text: string): string {
    const known = this.#known.get(text);
    if (known === undefined) this.#known.set(text, text);
    return known ?? text;
  }
}
