export interface RegistryOptions {
  /** Otherwise a free one. */
  readonly port?: number | undefined;
}

/**
 * An Apicurio Registry on this machine that this process owns: it does not outlive it. What it gave ids
 * stays on disk, also after `kill`.
 */
export interface Registry {
  /** Where Confluent's API begins. */
  readonly url: string;
  /** Starts it again after `stop` or `kill`, on the same data and port; resolves when it answers. */
  start(): Promise<void>;
  /** Stops it in order. */
  stop(): Promise<void>;
  /** Kills it with -9; the data stay. */
  kill(): Promise<void>;
  /** Stops it and removes its data, unless they are in a folder that was asked for. */
  remove(): Promise<void>;
}
