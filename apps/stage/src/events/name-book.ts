import type { UserName } from '../snapshot.ts';

const maxNames = 50_000;

/** What users are called, as far as it was told; of very many, those that were told last. */
export class NameBook {
  readonly #names = new Map<string, string>();

  learn({ userId, name }: UserName): void {
    this.#names.delete(userId);
    this.#names.set(userId, name);
    if (this.#names.size <= maxNames) return;
    const [oldest] = this.#names.keys();
    if (oldest !== undefined) this.#names.delete(oldest);
  }

  /** With the id as the name of somebody unknown. */
  named(userId: string): UserName {
    return { userId, name: this.#names.get(userId) ?? userId };
  }
}
