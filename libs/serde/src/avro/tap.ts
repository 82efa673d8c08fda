/** What avsc 5.7.9 hands its types to read from and write to: a buffer and a place in it. */
export interface Tap {
  readonly buf: Buffer;
  pos: number;
  readLong(): number;
  writeLong(value: number): void;
  readString(): string;
  writeString(value: string): void;
  skipString(): void;
}

/** The methods by which avsc's types read; a resolver has the first only. */
export interface TapReader {
  _read(tap: Tap): unknown;
  _skip(tap: Tap): void;
}
