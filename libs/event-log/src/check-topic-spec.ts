import { InvalidTopicError } from './errors.ts';
import { checkTopicName } from './topic-name.ts';
import type { TopicSpec } from './topic-spec.ts';

/** Refuses a topic that no log could create, with `InvalidTopicError`. */
export function checkTopicSpec(spec: TopicSpec): void {
  checkTopicName(spec.name);
  if (!Number.isInteger(spec.partitions) || spec.partitions < 1) {
    throw new InvalidTopicError(
      spec.name,
      `partitions must be an integer of 1 or more, not ${spec.partitions}`,
    );
  }
  if (spec.retentionMs === undefined) {
    return;
  }
  if (spec.kind !== 'record-stream') {
    throw new InvalidTopicError(
      spec.name,
      `retentionMs is for record streams only, and this is a ${spec.kind}`,
    );
  }
  if (!Number.isSafeInteger(spec.retentionMs) || spec.retentionMs < 1) {
    throw new InvalidTopicError(
      spec.name,
      `retentionMs must be an integer of 1 or more, not ${spec.retentionMs}`,
    );
  }
}
