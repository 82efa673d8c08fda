import type { KafkaRequest } from '../kafkajs/internals.ts';
import { checkCode } from './kafka-error.ts';
import { kafkajsRequest } from './kafkajs-request.ts';

export interface ProducerId {
  readonly producerId: number;
  readonly producerEpoch: number;
}

interface Decoded {
  readonly errorCode: number;
  readonly producerId: string;
  readonly producerEpoch: number;
}

/**
 * A new producer id; for a transactional id the same one with a higher epoch, once a transaction that
 * was open has ended: it fences the owner before.
 */
export function initProducerIdRequest(
  transactionalId: string | null,
  transactionTimeoutMs: number,
): KafkaRequest<ProducerId> {
  const fields = { transactionalId, transactionTimeout: transactionTimeoutMs };
  return kafkajsRequest('InitProducerId', fields, (decoded: Decoded) => {
    const { errorCode, producerId, producerEpoch } = decoded;
    checkCode(errorCode, 'for a producer id');
    return { producerId: Number(producerId), producerEpoch };
  });
}
