import type { PartitionOffset } from '@user-information/event-log';
import type { Position } from '@user-information/state-store';
import { StateMismatchError } from '../errors.ts';

/**
 * Where to read on: from the store's position, and from the start of partitions that it has nothing
 * of. Fails with `StateMismatchError` for a store of another topic, or of a log that was replaced.
 */
export function startOffsets(
  topic: string,
  position: Position,
  endOffsets: readonly PartitionOffset[],
  storePath: string,
): PartitionOffset[] {
  for (const at of position) {
    if (at.topic !== topic) {
      throw new StateMismatchError(storePath, `is of topic "${at.topic}", not of "${topic}"`);
    }
    const end = endOffsets.find(({ partition }) => partition === at.partition);
    if (end === undefined || at.offset > end.offset) {
      throw new StateMismatchError(
        storePath,
        `is at offset ${at.offset} of "${topic}" partition ${at.partition}, which ` +
          `${end === undefined ? 'does not exist' : `ends at ${end.offset}`}: the log was replaced`,
      );
    }
  }
  return endOffsets.map(({ partition }) => ({
    topic,
    partition,
    offset: position.find((at) => at.partition === partition)?.offset ?? 0,
  }));
}
