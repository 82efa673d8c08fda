import { errorCodes } from '../kafkajs/internals.ts';

/** Errors that Kafka got after kafkajs was written. */
const newerErrors: readonly (readonly [number, string])[] = [
  [89, 'THROTTLING_QUOTA_EXCEEDED'],
  [90, 'PRODUCER_FENCED'],
  [100, 'UNKNOWN_TOPIC_ID'],
  [120, 'TRANSACTION_ABORTABLE'],
];

const names = new Map<number, string>([
  ...errorCodes.map(({ code, type }) => [code, type] as const),
  ...newerErrors,
]);

/** Kafka's name of an error code, https://kafka.apache.org/protocol#protocol_error_codes. */
export function errorName(code: number): string {
  return names.get(code) ?? `error ${code}`;
}

/** A broker answered with an error code; `type` is its name, as kafkajs' protocol errors have it. */
export class KafkaError extends Error {
  readonly type: string;

  /** @param asked what was asked for: the request and what it was about */
  constructor(code: number, asked: string) {
    const type = errorName(code);
    super(`Kafka answered ${asked} with ${type}.`);
    this.name = 'KafkaError';
    this.type = type;
  }
}

/** Throws for any code but 0, which means success. */
export function checkCode(code: number, asked: string): void {
  if (code !== 0) {
    throw new KafkaError(code, asked);
  }
}

/** Kafka's name of an error that a broker answered with, also where kafkajs threw it; else ''. */
export function errorType(error: unknown): string {
  const { type } = error as { readonly type?: unknown };
  return error instanceof Error && typeof type === 'string' ? type : '';
}
