/** The two Redis keys that hold a partition of a view; any script may touch both on a cluster. */
export interface PartitionKeys {
  /** A hash: the partition's position, and each row behind its key. */
  readonly rows: string;
  /** A sorted set of the rows' keys, for reading them in order. */
  readonly order: string;
}

/** The field of the hash that says which offset is next. */
export const positionField = 'position';

/** What is before a row's key in its field, so that no row is taken for the position. */
export const fieldPrefix = ':';

/** Matches the keys of all partitions, for `redis-cli --scan --pattern`. */
export function keysPattern(view: string): string {
  return `view:{${view}:*`;
}

/** A cluster places keys by what is in braces alone. */
export function partitionKeys(view: string, partition: number): PartitionKeys {
  const tagged = `view:{${view}:${partition}}`;
  return { rows: `${tagged}:rows`, order: `${tagged}:order` };
}

/** Channels are the same in all databases of a server, keys are not. */
export function changesChannel(view: string, database: number): string {
  return `view:{${view}}:changes:${database}`;
}
