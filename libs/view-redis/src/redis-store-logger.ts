/** As much of a pino logger as it needs. */
export interface RedisStoreLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}
