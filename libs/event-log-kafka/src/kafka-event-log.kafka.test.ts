import { eventLogConformance } from '@user-information/event-log/conformance';
import { openKafkaEventLog } from './open-kafka-event-log.ts';

eventLogConformance({
  name: 'Apache Kafka',
  open: () =>
    openKafkaEventLog({
      brokers: (process.env['KAFKA_BROKERS'] ?? '').split(','),
      clientId: 'conformance',
      heartbeatIntervalMs: 100,
    }),
  capabilities: { oneMemberAGroup: false, truncates: true, valueBytes: 1_000_000 },
});
