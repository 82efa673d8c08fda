import { StoreClosedError } from '@user-information/state-store';
import type {
  Entry,
  KeyRange,
  Position,
  StateStore,
  StoreReader,
  StoreSnapshot,
  Write,
} from '@user-information/state-store';

/** Bytes as text, one character a byte: such texts sort as the bytes do. */
const text = (bytes: Buffer): string => bytes.toString('latin1');

/** What a store holds at one moment, both by text of the key. Values are never changed in place. */
interface Content {
  readonly entries: Map<string, Buffer>;
  readonly positions: Map<string, Position[number]>;
}

class MemoryReader implements StoreReader {
  protected readonly content: Content;
  readonly #what: string;
  readonly #isOpen: () => boolean;
  #closed = false;

  constructor(content: Content, what: string, isOpen: () => boolean) {
    this.content = content;
    this.#what = what;
    this.#isOpen = isOpen;
  }

  async get(key: Buffer): Promise<Buffer | undefined> {
    return (await this.getMany([key]))[0];
  }

  async getMany(keys: readonly Buffer[]): Promise<readonly (Buffer | undefined)[]> {
    this.mustBeOpen();
    return keys.map((key) => copy(this.content.entries.get(text(key))));
  }

  range(range: KeyRange = {}): AsyncIterable<Entry> {
    return { [Symbol.asyncIterator]: () => this.#entries(range) };
  }

  async position(): Promise<Position> {
    this.mustBeOpen();
    return [...this.content.positions.values()];
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  protected get closed(): boolean {
    return this.#closed;
  }

  protected mustBeOpen(): void {
    if (this.#closed || !this.#isOpen()) throw new StoreClosedError(this.#what);
  }

  async *#entries(range: KeyRange): AsyncGenerator<Entry, void> {
    this.mustBeOpen();
    const entries = [...this.content.entries].filter(([key]) => isWithin(key, range));
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    if (range.reverse === true) entries.reverse();
    for (const [key, value] of entries.slice(0, range.limit)) {
      this.mustBeOpen();
      yield { key: Buffer.from(key, 'latin1'), value: Buffer.from(value) };
    }
  }
}

/** A state store in memory, for tests: it forgets all when it goes. */
export class MemoryStateStore extends MemoryReader implements StateStore {
  constructor() {
    super({ entries: new Map(), positions: new Map() }, 'The state store', () => true);
  }

  async write(writes: readonly Write[], position: Position): Promise<void> {
    this.mustBeOpen();
    const { entries, positions } = this.content;
    for (const { key, value } of writes) {
      if (value === null) entries.delete(text(key));
      else entries.set(text(key), Buffer.from(value));
    }
    for (const at of position) positions.set(`${at.topic} ${at.partition}`, at);
  }

  async approximateCount(): Promise<number> {
    this.mustBeOpen();
    return this.content.entries.size;
  }

  snapshot(): StoreSnapshot {
    this.mustBeOpen();
    const { entries, positions } = this.content;
    const copied = { entries: new Map(entries), positions: new Map(positions) };
    return new MemoryReader(copied, 'The snapshot', () => !this.closed);
  }
}

function copy(value: Buffer | undefined): Buffer | undefined {
  return value === undefined ? undefined : Buffer.from(value);
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
