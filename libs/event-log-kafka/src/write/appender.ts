import type { AppendedRecord } from '@user-information/event-log';
import type { PreparedCall } from './prepared-call.ts';

/** Where a call's records landed, or why they did not. */
export type AppendAnswer =
  | { readonly appended: readonly AppendedRecord[]; readonly error?: undefined }
  | { readonly appended?: undefined; readonly error: unknown };

/** Appends the records of calls: of each all, or none. Never fails itself. */
export interface Appender {
  append(calls: readonly PreparedCall[]): Promise<readonly AppendAnswer[]>;
}
