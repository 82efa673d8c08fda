import type { Assignment } from '@user-information/event-log';

/** The assignments that a member has yet to take; only the last counts, so it keeps no other. */
export class AssignmentQueue {
  #next: Assignment | undefined;
  #end: { readonly error?: unknown } | undefined;
  #changed = Promise.withResolvers<void>();

  push(assignment: Assignment): void {
    this.#next = assignment;
    this.#wake();
  }

  /** Ends the iteration: quietly, or with an error. */
  end(end: { readonly error?: unknown } = {}): void {
    this.#end ??= end;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Assignment, void, undefined> {
    for (;;) {
      if (this.#end !== undefined) break;
      const next = this.#next;
      this.#next = undefined;
      if (next === undefined) await this.#changed.promise;
      else yield next;
    }
    if ('error' in this.#end) throw this.#end.error;
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
