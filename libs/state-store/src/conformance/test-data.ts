import type { Position } from '../position.ts';
import type { Entry } from '../range.ts';
import type { Write } from '../state-store.ts';

export const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Writes from pairs of text; null deletes. */
export function writes(...pairs: readonly (readonly [string, string | null])[]): readonly Write[] {
  return pairs.map(([key, value]) => ({
    key: bytes(key),
    value: value === null ? null : bytes(value),
  }));
}

export async function readAll(entries: AsyncIterable<Entry>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { key, value } of entries) {
    found.push(`${key.toString('latin1')}=${value.toString('latin1')}`);
  }
  return found;
}

/** A position in an order of its own, since a store gives it in any. */
export function sorted(position: Position): Position {
  return [...position].sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition);
}
