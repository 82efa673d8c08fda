import type { KafkaRequest } from '../kafkajs/internals.ts';
import { kafkajsRequest } from './kafkajs-request.ts';
import { checkCode } from './kafka-error.ts';

export type CoordinatorType = 'group' | 'transaction';

const typeNumbers = { group: 0, transaction: 1 } as const;

interface Decoded {
  readonly errorCode: number;
  readonly coordinator: { readonly nodeId: number; readonly host: string; readonly port: number };
}

/** Which broker keeps the offsets of a group, or the state of a transactional id. */
export function findCoordinatorRequest(
  type: CoordinatorType,
  key: string,
): KafkaRequest<{ readonly host: string; readonly port: number }> {
  const fields = { groupId: key, coordinatorType: typeNumbers[type] };
  return kafkajsRequest('GroupCoordinator', fields, ({ errorCode, coordinator }: Decoded) => {
    checkCode(errorCode, `who coordinates ${type} "${key}"`);
    return { host: coordinator.host, port: coordinator.port };
  });
}
