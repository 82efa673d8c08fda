/** Which keys, in unsigned byte order. `prefix` and the bounds may be combined. */
export interface KeyRange {
  readonly prefix?: Buffer;
  readonly gte?: Buffer;
  readonly gt?: Buffer;
  readonly lte?: Buffer;
  readonly lt?: Buffer;
  readonly reverse?: boolean;
  /** At most this many entries; all when left out. */
  readonly limit?: number;
}

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}
