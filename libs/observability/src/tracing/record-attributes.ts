import type { Attributes } from '@opentelemetry/api';

/** Where a record is. */
export interface RecordPlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/**
 * What OpenTelemetry's conventions for messaging call an operation on a topic's records
 * (https://opentelemetry.io/docs/specs/semconv/messaging/). The system is Kafka: every event log has its
 * model and its words, whatever holds the bytes.
 */
export function operationAttributes(operation: 'send' | 'process', topic: string): Attributes {
  return {
    'messaging.system': 'kafka',
    'messaging.operation.name': operation,
    'messaging.operation.type': operation,
    'messaging.destination.name': topic,
  };
}

/** Which record it is. */
export function placeAttributes({ partition, offset }: RecordPlace): Attributes {
  return {
    'messaging.destination.partition.id': String(partition),
    'messaging.kafka.offset': offset,
  };
}
