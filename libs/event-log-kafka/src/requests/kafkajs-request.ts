import type { KafkaRequest } from '../kafkajs/internals.ts';
import { requests } from '../kafkajs/internals.ts';
import type { UsedRequest } from './api-versions.ts';
import { versionOf } from './api-versions.ts';

type KafkajsRequest = keyof typeof requests & UsedRequest;

/**
 * A request that kafkajs encodes and decodes; `read` takes what it decoded, with error codes as they
 * came, since kafkajs throws the first it finds and forgets what it was about.
 */
export function kafkajsRequest<T>(
  name: KafkajsRequest,
  fields: object,
  read: (decoded: never) => T,
): KafkaRequest<T> {
  const version = versionOf(name);
  const definition = requests[name].protocol({ version });
  const { request, response } = definition(fields);
  return {
    request,
    response: { decode: response.decode, parse: async (decoded: never) => read(decoded) },
  };
}
