import { Encoder } from '../kafkajs/internals.ts';
import type { KafkaRequest } from '../kafkajs/internals.ts';
import { kafkajsRequest } from './kafkajs-request.ts';

interface Decoded {
  readonly brokers: readonly {
    readonly nodeId: number;
    readonly host: string;
    readonly port: number;
  }[];
  readonly topicMetadata: readonly {
    readonly topicErrorCode: number;
    readonly topic: string;
    readonly partitionMetadata: readonly {
      readonly partitionErrorCode: number;
      readonly partitionId: number;
      readonly leader: number;
    }[];
  }[];
}

export interface ClusterDescription {
  readonly brokers: readonly {
    readonly nodeId: number;
    readonly host: string;
    readonly port: number;
  }[];
  readonly topics: readonly {
    readonly topic: string;
    readonly errorCode: number;
    /** The node that leads each partition, in their order; -1 while there is none. */
    readonly leaders: readonly number[];
  }[];
}

/** Who the brokers are, and who leads the partitions of these topics. It creates no topic. */
export function metadataRequest(topics: readonly string[]): KafkaRequest<ClusterDescription> {
  const { request, response } = kafkajsRequest('Metadata', { topics }, describe);
  // kafkajs takes no topics for all topics.
  const encode = async (): Promise<Encoder> => {
    const encoder = new Encoder().writeInt32(topics.length);
    for (const topic of topics) encoder.writeString(topic);
    return encoder.writeBoolean(false);
  };
  return { request: { ...request, encode }, response };
}

function describe({ brokers, topicMetadata }: Decoded): ClusterDescription {
  const topics = topicMetadata.map(({ topic, topicErrorCode, partitionMetadata }) => ({
    topic,
    errorCode: topicErrorCode,
    leaders: [...partitionMetadata]
      .sort((left, right) => left.partitionId - right.partitionId)
      .map(({ leader }) => leader),
  }));
  return { brokers, topics };
}
