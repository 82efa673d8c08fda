/** What `working` comes to, or a rejection when it takes longer; it goes on unseen then. */
export async function within<T>(timeoutMs: number, working: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new DOMException(`It took over ${timeoutMs} ms.`, 'TimeoutError')),
    timeoutMs,
  );
  working.catch(() => undefined);
  try {
    return await Promise.race([working, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
