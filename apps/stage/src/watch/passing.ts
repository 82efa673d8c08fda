import { EventLogError } from '@user-information/event-log';

/** Whether the log may answer the next time: a topic is still to be made, or a broker to come back. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof EventLogError &&
    (error.code === 'UNKNOWN_TOPIC' || error.code === 'UNAVAILABLE')
  );
}
