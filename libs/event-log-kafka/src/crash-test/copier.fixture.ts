/** Copies until it is ended: `node <file> <brokers> <name>`. Tells when it begins, and each commit. */
import { EventLogError } from '@user-information/event-log';
import { openKafkaEventLog } from '../open-kafka-event-log.ts';
import { copyEvents } from './copy-events.ts';
import { crashTopics } from './crash-topics.ts';

const [brokers = '', name = ''] = process.argv.slice(2);
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());
const log = await openKafkaEventLog({ brokers: brokers.split(','), clientId: name });
try {
  await copyEvents(log, crashTopics(name), stop.signal, (positions) =>
    process.stdout.write(`${JSON.stringify(positions)}\n`),
  );
} catch (error) {
  process.stdout.write(`${error instanceof EventLogError ? error.code : String(error)}\n`);
}
await log.close();
