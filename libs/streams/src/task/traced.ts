import type { NewRecord } from '@user-information/event-log';
import type { BatchTrace } from '@user-information/observability';

/** The record with the trace of what caused it: `cause` is what the batch's trace was told of. */
export function traced(record: NewRecord, trace: BatchTrace | undefined, cause: object): NewRecord {
  const headers = trace?.headersOf(cause);
  return headers === undefined ? record : { ...record, headers: { ...record.headers, ...headers } };
}
