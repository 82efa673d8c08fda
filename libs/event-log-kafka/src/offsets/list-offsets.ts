import type { PartitionOffset } from '@user-information/event-log';
import type { Cluster } from '../cluster/cluster.ts';
import { GENERAL } from '../cluster/cluster.ts';
import { checkCode } from '../requests/kafka-error.ts';
import type { OffsetQuestion } from '../requests/list-offsets.ts';
import { listOffsetsRequest } from '../requests/list-offsets.ts';

/** The offset that is asked for, of each partition of a topic, in their order. */
export async function listOffsets(
  cluster: Cluster,
  topic: string,
  question: OffsetQuestion,
): Promise<PartitionOffset[]> {
  return cluster.persist({ topic }, async () => {
    const { length } = await cluster.metadata.leaders(topic);
    const partitions = Array.from({ length }, (_, partition) => partition);
    const leaders = await Promise.all(
      partitions.map(async (partition) => ({
        partition,
        broker: await cluster.leader(topic, partition, GENERAL),
      })),
    );
    const answers = await Promise.all(
      [...Map.groupBy(leaders, ({ broker }) => broker)].map(([broker, ofBroker]) => {
        const asked = ofBroker.map(({ partition }) => partition);
        return broker.ask(listOffsetsRequest(topic, asked, question));
      }),
    );
    return answers
      .flat()
      .sort((left, right) => left.partition - right.partition)
      .map(({ partition, errorCode, offset }) => {
        checkCode(errorCode, `for the ${question} of ${topic}-${partition}`);
        return { topic, partition, offset };
      });
  });
}
