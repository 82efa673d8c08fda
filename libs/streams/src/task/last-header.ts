import { lastEventsHeader } from '@user-information/event-log';
import type { RecordHeaders } from '@user-information/event-log';

const none = {};

/** The headers of a record that tells this of its last events; none when there is nothing to tell. */
export function lastHeader(lastEvents: string): { readonly headers?: RecordHeaders } {
  return lastEvents === '' ? none : { headers: { [lastEventsHeader]: lastEvents } };
}
