/** Where the servers are, which all that is measured shares. */
export interface Addresses {
  readonly brokers: string;
  readonly registryUrl: string;
}
