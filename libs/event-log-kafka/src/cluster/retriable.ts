/**
 * Errors that pass: somebody else leads or coordinates now, or is not ready yet. What they mean is at
 * https://kafka.apache.org/protocol#protocol_error_codes.
 */
const passing = new Set([
  'BROKER_NOT_AVAILABLE',
  'CONCURRENT_TRANSACTIONS',
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
  'CORRUPT_MESSAGE',
  'FENCED_LEADER_EPOCH',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'GROUP_LOAD_IN_PROGRESS',
  'KAFKA_STORAGE_ERROR',
  'LEADER_NOT_AVAILABLE',
  'NETWORK_EXCEPTION',
  'NOT_CONTROLLER',
  'NOT_COORDINATOR',
  'NOT_COORDINATOR_FOR_GROUP',
  'NOT_ENOUGH_REPLICAS',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'NOT_LEADER_FOR_PARTITION',
  'OFFSET_NOT_AVAILABLE',
  'REPLICA_NOT_AVAILABLE',
  'REQUEST_TIMED_OUT',
  'STALE_CONTROLLER_EPOCH',
  'THROTTLING_QUOTA_EXCEEDED',
  'TRANSACTION_COORDINATOR_FENCED',
  'UNKNOWN_LEADER_EPOCH',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNSTABLE_OFFSET_COMMIT',
]);

/** Whether Kafka's error of this name goes away by itself. */
export function passes(errorName: string): boolean {
  return passing.has(errorName);
}

/** Whether an error says nothing against what is believed of the brokers: they are busy, no more. */
export function isOnlyBusy(errorName: string): boolean {
  return errorName === 'CONCURRENT_TRANSACTIONS' || errorName === 'UNSTABLE_OFFSET_COMMIT';
}
