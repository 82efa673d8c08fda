import { ServersError } from '../errors.ts';

/** The error for what Kafka or its tools `printed` before they gave up. */
export function whyNotStarted(printed: string): ServersError {
  if (printed.includes('Address already in use')) {
    return new ServersError('PORT_TAKEN', 'A port that Kafka needs was taken: start it again.');
  }
  const [complaint = 'it did not answer in time'] = printed
    .split('\n')
    .filter((line) => /ERROR|FATAL|Exception|Error:/.test(line));
  return new ServersError('NOT_STARTED', `Kafka did not start: ${complaint.trim()}`);
}
