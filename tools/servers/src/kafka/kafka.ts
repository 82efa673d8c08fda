/** How Kafka secures a listener. */
export type ListenerProtocol = 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL';

export interface KafkaOptions {
  /** Of the listener that needs no credentials; otherwise a free one. */
  readonly port?: number | undefined;
  /** Listeners to have besides that one, by names of your choice: `{ SECURE: 'SASL_SSL' }`. */
  readonly listeners?: Readonly<Record<string, ListenerProtocol>>;
  /** Users for SCRAM-SHA-256 and SCRAM-SHA-512: their passwords by their names. */
  readonly scramUsers?: Readonly<Record<string, string>>;
  /** Lines for server.properties, which win over those that are there anyway. */
  readonly properties?: Readonly<Record<string, string>>;
  /** Memory for the broker's heap, `512m` unless told otherwise. */
  readonly heap?: string;
  /**
   * Compiles the broker for speed, for benchmarks and long runs. Otherwise it starts with half the work,
   * which tests are glad of.
   */
  readonly optimized?: boolean;
}

/**
 * An Apache Kafka broker on this machine that this process owns: it does not outlive it. Topics are made
 * on request only.
 */
export interface Kafka {
  /** `host:port` for clients without credentials. */
  readonly brokers: string;
  /** `host:port` of the listeners in the options, by their names. */
  readonly listeners: Readonly<Record<string, string>>;
  /** Starts it again after `stop` or `kill`, on the same data and ports; resolves when it answers. */
  start(): Promise<void>;
  /** Stops it in order. */
  stop(): Promise<void>;
  /** Kills it with -9; the data stay. */
  kill(): Promise<void>;
  /** Stops it and removes its data, unless they are in a folder that was asked for. */
  remove(): Promise<void>;
}
