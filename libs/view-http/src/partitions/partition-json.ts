import { problem } from '@user-information/service';
import type { SharedPage, SharedRows } from '@user-information/state-store';

/** How an instance has a partition: it is the one that works on it, or it has a warm copy. */
export type Role = 'active' | 'standby';

/** What is in every answer of an instance. */
export interface AnswerJson {
  readonly role: Role;
  readonly nextOffset: number;
}

/** Rows as an instance sends them to a router; null for a key that has none. */
export interface RowsJson {
  readonly nextOffset: number;
  readonly values: readonly (string | null)[];
}

/** Entries in the order of their keys: keys and rows in turn. */
export interface EntriesJson {
  readonly nextOffset: number;
  readonly entries: readonly string[];
}

const maxKeys = 1_000;

const text = (bytes: Buffer): string => bytes.toString('base64');
const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');

export function rowsJson({ nextOffset, values }: SharedRows): RowsJson {
  return { nextOffset, values: values.map((value) => (value === undefined ? null : text(value))) };
}

export function parseRows({ nextOffset, values }: RowsJson): SharedRows {
  return {
    nextOffset,
    values: values.map((value) => (value === null ? undefined : bytesOf(value))),
  };
}

export function entriesJson({ nextOffset, entries }: SharedPage): EntriesJson {
  return { nextOffset, entries: entries.flatMap(({ key, value }) => [text(key), text(value)]) };
}

export function parseEntries({ nextOffset, entries: flat }: EntriesJson): SharedPage {
  const entries = Array.from({ length: flat.length / 2 }, (_, at) => ({
    key: bytesOf(flat[2 * at] ?? ''),
    value: bytesOf(flat[2 * at + 1] ?? ''),
  }));
  return { nextOffset, entries };
}

export function keysJson(keys: readonly Buffer[]): object {
  return { keys: keys.map(text) };
}

/** How far a reader has seen a partition to be; 0 where it does not say. */
export function atLeastOf(body: unknown): number {
  const { atLeast } = Object(body) as { atLeast?: unknown };
  return typeof atLeast === 'number' ? atLeast : 0;
}

/** Throws a problem of status 400 for what `keysJson` did not make. */
export function keysOf(body: unknown): Buffer[] {
  const { keys } = Object(body) as { keys?: unknown };
  const isGood =
    Array.isArray(keys) && keys.length <= maxKeys && keys.every((key) => typeof key === 'string');
  if (isGood) return keys.map(bytesOf);
  throw problem(400, 'Bad body', `Send {"keys": […]} with up to ${maxKeys} keys in base64.`);
}

export function pageJson(after: Buffer | null, limit: number): object {
  return { after: after === null ? null : text(after), limit };
}

/** Throws a problem of status 400 for what `pageJson` did not make. */
export function pageQueryOf(body: unknown): { after: Buffer | null; limit: number } {
  const { after, limit } = Object(body) as { after?: unknown; limit?: unknown };
  const isLimit = typeof limit === 'number' && limit >= 1 && limit <= maxKeys;
  if (isLimit && (after === null || typeof after === 'string')) {
    return { after: after === null ? null : bytesOf(after), limit };
  }
  throw problem(
    400,
    'Bad body',
    `Send {"after": …, "limit": …}, a key in base64 or null, and how many.`,
  );
}
