/** Ends something that a service opened. */
export type CloseStep = () => Promise<void> | void;

/** What a running service may use to be stopped, and to stop, in good order. */
export interface ServiceScope {
  /**
   * Adds a step to run when the service stops: the last added first, each waited for. All of them
   * together, and a start that is still under way, have ten seconds.
   */
  readonly onClose: (step: CloseStep) => void;
  /** Something in the background failed for good: one clear line, an orderly close, exit code 1. */
  readonly fail: (error: unknown) => void;
  /** Aborts when stopping starts. */
  readonly signal: AbortSignal;
}
