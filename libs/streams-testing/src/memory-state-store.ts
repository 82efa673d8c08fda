import type {
  Entry,
  KeyRange,
  Position,
  StateStore,
  StoreReader,
  StoreSnapshot,
  Write,
} from '@user-information/state-store';
import { StateStoreError } from '@user-information/state-store';

/** Bytes as text, one character a byte: such texts sort as the bytes do. */
const text = (bytes: Buffer): string => bytes.toString('latin1');

/** What a store holds at one moment. */
class MemoryContent implements StoreReader {
  readonly entries: Map<string, Buffer>;
  readonly positions: Map<string, Position[number]>;
  protected closed = false;

  constructor(
    entries = new Map<string, Buffer>(),
    positions = new Map<string, Position[number]>(),
  ) {
    this.entries = entries;
    this.positions = positions;
  }

  async get(key: Buffer): Promise<Buffer | undefined> {
    return (await this.getMany([key]))[0];
  }

  getMany(keys: readonly Buffer[]): Promise<readonly (Buffer | undefined)[]> {
    if (this.closed) return Promise.reject(closedError());
    return Promise.resolve(keys.map((key) => this.entries.get(text(key))));
  }

  async *range(range: KeyRange = {}): AsyncGenerator<Entry> {
    if (this.closed) throw closedError();
    const keys = [...this.entries.keys()].filter((key) => isWithin(key, range)).sort();
    if (range.reverse === true) keys.reverse();
    for (const key of keys.slice(0, range.limit)) {
      const value = this.entries.get(key);
      if (value !== undefined)
        yield await Promise.resolve({ key: Buffer.from(key, 'latin1'), value });
    }
  }

  position(): Promise<Position> {
    if (this.closed) return Promise.reject(closedError());
    return Promise.resolve([...this.positions.values()]);
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}

/** A state store in memory, for tests: it forgets all when it goes. */
export class MemoryStateStore extends MemoryContent implements StateStore {
  write(writes: readonly Write[], position: Position): Promise<void> {
    if (this.closed) return Promise.reject(closedError());
    for (const { key, value } of writes) {
      if (value === null) this.entries.delete(text(key));
      else this.entries.set(text(key), value);
    }
    for (const at of position) this.positions.set(`${at.topic} ${at.partition}`, at);
    return Promise.resolve();
  }

  approximateCount(): Promise<number> {
    if (this.closed) return Promise.reject(closedError());
    return Promise.resolve(this.entries.size);
  }

  snapshot(): StoreSnapshot {
    if (this.closed) throw closedError();
    return new MemoryContent(new Map(this.entries), new Map(this.positions));
  }
}

function isWithin(key: string, { prefix, gte, gt, lte, lt }: KeyRange): boolean {
  return (
    (prefix === undefined || key.startsWith(text(prefix))) &&
    (gte === undefined || key >= text(gte)) &&
    (gt === undefined || key > text(gt)) &&
    (lte === undefined || key <= text(lte)) &&
    (lt === undefined || key < text(lt))
  );
}

function closedError(): StateStoreError {
  return new StateStoreError(
    'CLOSED',
    'The state store is closed: nothing more can be read or written.',
  );
}
