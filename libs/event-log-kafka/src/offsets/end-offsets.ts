import { setTimeout as sleep } from 'node:timers/promises';
import type { PartitionOffset } from '@user-information/event-log';
import type { Cluster } from '../cluster/cluster.ts';
import { listOffsets } from './list-offsets.ts';

/** A transaction takes milliseconds; one that is open for so long is of a process that died. */
const LONGEST_WAIT_MS = 1_000;
const LOOK_AGAIN_MS = 2;

/**
 * `EventLog.endOffsets`. Kafka says that a transaction is committed before its records count to the
 * partitions' stable ends, so it waits until the transactions that are open when it is called are over:
 * what anybody was told to be committed by then is before these ends.
 */
export async function endOffsets(
  cluster: Cluster,
  topic: string,
): Promise<readonly PartitionOffset[]> {
  const untilMs = performance.now() + LONGEST_WAIT_MS;
  const [tops, firstEnds] = await Promise.all([
    listOffsets(cluster, topic, 'end of all'),
    listOffsets(cluster, topic, 'end'),
  ]);
  let ends = firstEnds;
  const isOpen = ({ partition, offset }: PartitionOffset): boolean =>
    offset < (tops[partition]?.offset ?? 0);
  while (ends.some(isOpen) && performance.now() < untilMs) {
    await sleep(LOOK_AGAIN_MS);
    ends = await listOffsets(cluster, topic, 'end');
  }
  return ends;
}
