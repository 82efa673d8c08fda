import type { NewRecord } from '@user-information/event-log';
import type { BatchTrace } from '@user-information/observability';
import type { StoreReader, Write } from '@user-information/state-store';
import { changelogTopic } from '../topology/internal-topics.ts';

/** The place of a store's key in the task's one state store: `<store name> NUL <key>`. */
export function stateKey(store: string, key: Buffer): Buffer {
  const nameBytes = store.length + 1;
  const bytes = Buffer.allocUnsafe(nameBytes + key.length);
  bytes.write(store, 'latin1');
  bytes[store.length] = 0;
  key.copy(bytes, nameBytes);
  return bytes;
}

/** One key of a store within a batch. Its value is there after `TaskState.fetch`. */
export interface StateSlot {
  readonly store: string;
  readonly key: Buffer;
  readonly stateKey: Buffer;
  /** What the batch has made of it so far. */
  value: Buffer | null;
  /** Of the oldest event behind its change; null: it is as it was. */
  changedMs: number | null;
}

/** What goes into the headers of what comes of a batch. */
export type BatchFacts = Partial<Pick<TaskState, 'trace' | 'applied'>>;

/**
 * One batch's reads and writes of a task's stores. Reads are fetched together beforehand, so that
 * processing is synchronous; writes are kept until the batch's transaction is through.
 */
export class TaskState {
  /** Of the batch's records; undefined when none is traced. */
  readonly trace: BatchTrace | undefined;
  /** When the batch is applied, if what comes of it tells its last events; undefined: it does not. */
  readonly applied: string | undefined;
  readonly #reader: StoreReader;
  readonly #slots = new Map<string, Map<string, StateSlot>>();
  readonly #wanted: StateSlot[] = [];
  readonly #changed: StateSlot[] = [];

  constructor(reader: StoreReader, { trace, applied }: BatchFacts = {}) {
    this.trace = trace;
    this.applied = applied;
    this.#reader = reader;
  }

  /** The slot of a key whose value is needed; to be asked for before `fetch`. */
  want(store: string, key: Buffer): StateSlot {
    const slots = this.#slotsOf(store);
    const at = key.toString('latin1');
    const known = slots.get(at);
    if (known !== undefined) return known;
    const slot = newSlot(store, key);
    slots.set(at, slot);
    this.#wanted.push(slot);
    return slot;
  }

  /** Reads the values of all that is wanted in one go. */
  async fetch(): Promise<void> {
    const values = await this.#reader.getMany(this.#wanted.map((slot) => slot.stateKey));
    this.#wanted.forEach((slot, i) => (slot.value = values[i] ?? null));
  }

  put(slot: StateSlot, value: Buffer | null, timestampMs: number): void {
    if (slot.changedMs === null) this.#changed.push(slot);
    slot.value = value;
    slot.changedMs = timestampMs;
  }

  /** Writes a key whose old value is known already; it is put once in a batch. */
  putKnown(store: string, key: Buffer, value: Buffer | null, timestampMs: number): void {
    this.put(newSlot(store, key), value, timestampMs);
  }

  writes(): Write[] {
    return this.#changed.map((slot) => ({ key: slot.stateKey, value: slot.value }));
  }

  changelogRecords(applicationId: string, partition: number): NewRecord[] {
    return this.#changed.map(({ store, key, value, changedMs }) => ({
      topic: changelogTopic(applicationId, store),
      partition,
      key,
      value,
      timestampMs: changedMs as number,
    }));
  }

  #slotsOf(store: string): Map<string, StateSlot> {
    let slots = this.#slots.get(store);
    if (slots === undefined) this.#slots.set(store, (slots = new Map<string, StateSlot>()));
    return slots;
  }
}

function newSlot(store: string, key: Buffer): StateSlot {
  return { store, key, stateKey: stateKey(store, key), value: null, changedMs: null };
}
