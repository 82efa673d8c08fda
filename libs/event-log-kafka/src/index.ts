export type { KafkaEventLog } from './kafka-event-log.ts';
export { openKafkaEventLog } from './open-kafka-event-log.ts';
export type { KafkaLogOptions } from './options.ts';
