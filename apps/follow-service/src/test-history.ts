import type { Said } from '@user-information/entity-service/testing';
import type { Follow } from '@user-information/schemas';

/**
 * Who follows whom, by the records of `follows` alone.
 *
 * @returns the follows that are, and the keys of records that said what was so already
 */
export function replayFollows(records: readonly Said<Follow>[]) {
  const follows = new Set<string>();
  const repeats: string[] = [];
  for (const { key, value } of records) {
    const isRepeat = follows.has(key) === (value !== null);
    if (isRepeat) repeats.push(key);
    if (value === null) follows.delete(key);
    else follows.add(key);
  }
  return { follows, repeats };
}
