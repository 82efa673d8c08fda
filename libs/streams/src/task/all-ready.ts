/**
 * All of these: at once when nothing has to be waited for, which is nearly always, since a promise a
 * record would cost more than decoding it.
 */
export function allReady<T>(
  values: readonly (T | Promise<T>)[],
): readonly T[] | Promise<readonly T[]> {
  const late = values.some((value) => value instanceof Promise);
  return late ? Promise.all(values as readonly Promise<T>[]) : (values as readonly T[]);
}
