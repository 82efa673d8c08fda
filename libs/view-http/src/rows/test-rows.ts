import type { Row } from './row.ts';
import { jsonText } from './row.ts';

/** A row with this JSON. */
export const aRow = (json: string): Row => ({ ...jsonText(json), partition: 0, offset: 0 });
export const found = (json: string) => Promise.resolve(aRow(json));

/** A change of one value; null deletes it. */
export const written = (key: string, value: string | null = null) => [
  { key, value: value === null ? null : Buffer.from(value) },
];
/** Makes a row of the bytes that were written; a test that has it read the store fails. */
export const ofWritten = (bytes?: Buffer) => {
  if (bytes === undefined) throw new RangeError('read the store');
  return found(bytes.toString());
};

export const nothing = () => Promise.resolve();
