/** What a running service may use to be stopped, and to stop, in good order. */
export interface ServiceScope {
  /**
   * Adds a step that ends something, run when the service stops: the last added first, each waited
   * for. Added while the service already stops, it runs at once.
   */
  onClose(step: () => Promise<void> | void): void;
  /** Something in the background failed for good: one clear line, an orderly close, exit code 1. */
  fail(error: unknown): void;
  /** Aborts when stopping starts. */
  readonly signal: AbortSignal;
}
