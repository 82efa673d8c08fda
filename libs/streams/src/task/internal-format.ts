import { Slab } from '@user-information/serde';
import avro from 'avsc';
import { StreamsError } from '../errors.ts';

/** What an entity last contributed to one key through one input of a join. */
export interface KeyedContribution {
  readonly join: string;
  readonly input: string;
  readonly key: Buffer;
  readonly value: Buffer;
}

/**
 * A change of a view's inputs: `weight` times the contribution, negative to take it back. Merging
 * equal contributions by adding their weights is the Z-set of DBSP (Budiu et al., VLDB 2023).
 */
export interface Change {
  readonly input: string;
  readonly value: Buffer;
  readonly weight: number;
}

/** What is known of one key of a view, besides what it includes last. */
export interface ViewState {
  /** The table's row, in the bytes that its topic had; null: no such row. */
  readonly row: Buffer | null;
  /** The inputs' fold, as a value of the view; null: nothing has arrived. */
  readonly view: Buffer | null;
  /** Sum of the weights of contributions; 0 with a null row and no events: nothing is left. */
  readonly contributions: number;
  /** True once an event of a record stream was folded in: it can't be taken back. */
  readonly events: boolean;
}

const contribution = {
  name: 'KeyedContribution',
  type: 'record',
  fields: [
    { name: 'join', type: 'string' },
    { name: 'input', type: 'string' },
    { name: 'key', type: 'bytes' },
    { name: 'value', type: 'bytes' },
  ],
} as const;
const change = {
  name: 'Change',
  type: 'record',
  fields: [
    { name: 'input', type: 'string' },
    { name: 'value', type: 'bytes' },
    { name: 'weight', type: 'long' },
  ],
} as const;
const viewState = {
  name: 'ViewState',
  type: 'record',
  fields: [
    { name: 'row', type: ['null', 'bytes'] },
    { name: 'view', type: ['null', 'bytes'] },
    { name: 'contributions', type: 'long' },
    { name: 'events', type: 'boolean' },
  ],
} as const;

/** The first byte of every internal value: the version of these schemas. */
const formatVersion = 1;

interface Codec<T> {
  encode(value: T): Buffer;
  /** CORRUPT_STATE for bytes of another format; `what` names the place in the message. */
  decode(bytes: Buffer, what: string): T;
}

function codec<T>(schema: object): Codec<T> {
  const type = avro.Type.forSchema(schema as avro.Schema);
  const slab = new Slab();
  return {
    encode: (value) => {
      const bytes = slab.write(type, value, 1);
      bytes[0] = formatVersion;
      return bytes;
    },
    decode: (bytes, what) => {
      try {
        if (bytes[0] === formatVersion) return type.fromBuffer(bytes.subarray(1)) as T;
      } catch (cause) {
        throw corrupt(what, { cause });
      }
      throw corrupt(what);
    },
  };
}

function corrupt(what: string, options?: ErrorOptions): StreamsError {
  const message = `${what} does not hold internal format ${formatVersion}: something else wrote it.`;
  return new StreamsError('CORRUPT_STATE', message, options);
}

/** What an entity last contributed: the values of contribution stores and their changelogs. */
export const contributionsCodec = codec<readonly KeyedContribution[]>({
  type: 'array',
  items: contribution,
});
/** The changes of one view key in one batch: the values of repartition topics. */
export const changesCodec = codec<readonly Change[]>({ type: 'array', items: change });
/** The values of view stores and their changelogs. */
export const viewStateCodec = codec<ViewState>(viewState);

/** The first byte of a view's entry that tells its last events, and where their text begins. */
const toldVersion = 2;
const toldLengthAt = 1;
const toldAt = 5;

/** A view's entry: its state, behind the text that tells its last events if there is one. */
export interface StoredEntry {
  readonly lastEvents: string;
  /** As `viewStateCodec` has it. */
  readonly state: Buffer;
}

/** Without a text, an entry is its state alone. */
export function joinEntry({ lastEvents, state }: StoredEntry): Buffer {
  if (lastEvents === '') return state;
  const length = Buffer.byteLength(lastEvents);
  const bytes = Buffer.allocUnsafe(toldAt + length + state.length);
  bytes[0] = toldVersion;
  bytes.writeUInt32BE(length, toldLengthAt);
  bytes.write(lastEvents, toldAt);
  state.copy(bytes, toldAt + length);
  return bytes;
}

/** What `joinEntry` joined. */
export function splitEntry(stored: Buffer): StoredEntry {
  const tells = stored[0] === toldVersion && stored.length >= toldAt;
  if (!tells) return { lastEvents: '', state: stored };
  const end = toldAt + stored.readUInt32BE(toldLengthAt);
  return { lastEvents: stored.toString('utf8', toldAt, end), state: stored.subarray(end) };
}
