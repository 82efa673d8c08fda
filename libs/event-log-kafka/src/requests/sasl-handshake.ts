import type { KafkaRequest } from '../kafkajs/internals.ts';
import { requests } from '../kafkajs/internals.ts';
import { errorName } from './kafka-error.ts';

/** Asks whether a listener takes credentials, whatever the mechanism. */
export function saslHandshakeRequest(): KafkaRequest<boolean> {
  const { request, response } = requests.SaslHandshake.protocol({ version: 1 })({
    mechanism: 'PLAIN',
  });
  return {
    request,
    response: {
      decode: response.decode,
      parse: async ({ errorCode }: { readonly errorCode: number }) =>
        errorCode === 0 || errorName(errorCode) === 'UNSUPPORTED_SASL_MECHANISM',
    },
  };
}
