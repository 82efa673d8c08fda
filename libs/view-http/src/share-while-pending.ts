/** Calls that come while one is under way get its result. */
export function shareWhilePending<T>(work: () => Promise<T>): () => Promise<T> {
  let pending: Promise<T> | null = null;
  return () => {
    pending ??= work().finally(() => (pending = null));
    return pending;
  };
}
