import type { StoredEntry } from '@user-information/state-store';

/** Entries of several sources in key order, each of which is in key order and has keys of its own. */
export async function* mergeEntries(
  sources: readonly AsyncIterable<StoredEntry>[],
): AsyncGenerator<StoredEntry, void, undefined> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]());
  try {
    const heads = await Promise.all(iterators.map((iterator) => iterator.next()));
    for (;;) {
      const at = firstOf(heads);
      if (at === undefined) return;
      yield (heads[at] as IteratorYieldResult<StoredEntry>).value;
      heads[at] = await (iterators[at] as AsyncIterator<StoredEntry>).next();
    }
  } finally {
    await Promise.allSettled(iterators.map(async (iterator) => iterator.return?.()));
  }
}

/** The index of the one with the lowest key; undefined when all are at their end. */
function firstOf(heads: readonly IteratorResult<StoredEntry, unknown>[]): number | undefined {
  let first: { readonly at: number; readonly key: Buffer } | undefined;
  for (const [at, head] of heads.entries()) {
    if (head.done === true) continue;
    if (first === undefined || head.value.key.compare(first.key) < 0) {
      first = { at, key: head.value.key };
    }
  }
  return first?.at;
}
