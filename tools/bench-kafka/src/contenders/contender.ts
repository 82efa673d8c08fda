/** A program that maintains the view: join-service, or Kafka Streams with certain settings. */
export interface Contender {
  /** Its column in the table. */
  readonly name: string;
  /** Its consumer group, with which the names of its internal topics begin. */
  readonly application: string;
  readonly outputTopic: string;
  /** Whether its counts are right even after a crash. */
  readonly isExactlyOnce: boolean;
  /** Those of its internal topics through which its counts go. */
  readonly repartitionTopics: readonly string[];
  /** Makes one with this folder, which is there, for its state. */
  instance(folder: string): Promise<Instance>;
}

/** A process of a contender. It is killed when this process exits. */
export interface Instance {
  /** Of the process that was started last. */
  readonly pid: number;
  /** What it read back since it was started last, to be asked once it is ready. */
  readonly restored: Restored;
  start(): void;
  /** Waits until it has its share of the tasks and all of them work. */
  ready(): Promise<void>;
  /** Ends it and waits for that; in order unless told otherwise. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface Restored {
  readonly records: number;
  /** From the start of its first store's restore to the end of the last one's. */
  readonly seconds: number;
}
