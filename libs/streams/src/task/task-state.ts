import type { StoreReader, Write } from '@user-information/state-store';
import { changelogTopic } from '../topology/internal-topics.ts';
import type { NewRecord } from '@user-information/event-log';

/** The place of a store's key in the task's one state store: `<store name> NUL <key>`. */
export function stateKey(store: string, key: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${store}\0`), key]);
}

interface Pending {
  readonly store: string;
  readonly key: Buffer;
  readonly value: Buffer | null;
  readonly timestampMs: number;
}

/**
 * One batch's reads and writes of a task's stores. Reads are fetched together beforehand, so that
 * processing is synchronous; writes are kept until the batch's transaction is through.
 */
export class TaskState {
  readonly #reader: StoreReader;
  readonly #fetched = new Map<string, Buffer | null>();
  readonly #pending = new Map<string, Pending>();

  constructor(reader: StoreReader) {
    this.#reader = reader;
  }

  /** Reads these keys in one go; only they can be asked for afterwards. */
  async fetch(keys: readonly { readonly store: string; readonly key: Buffer }[]): Promise<void> {
    const wanted = new Map(
      keys.map(({ store, key }) => [mapKey(store, key), stateKey(store, key)]),
    );
    const values = await this.#reader.getMany([...wanted.values()]);
    let i = 0;
    for (const key of wanted.keys()) this.#fetched.set(key, values[i++] ?? null);
  }

  get(store: string, key: Buffer): Buffer | null {
    const at = mapKey(store, key);
    const pending = this.#pending.get(at);
    return pending === undefined ? (this.#fetched.get(at) ?? null) : pending.value;
  }

  put(store: string, key: Buffer, value: Buffer | null, timestampMs: number): void {
    this.#pending.set(mapKey(store, key), { store, key, value, timestampMs });
  }

  writes(): Write[] {
    return [...this.#pending.values()].map(({ store, key, value }) => ({
      key: stateKey(store, key),
      value,
    }));
  }

  changelogRecords(applicationId: string, partition: number): NewRecord[] {
    return [...this.#pending.values()].map(({ store, key, value, timestampMs }) => ({
      topic: changelogTopic(applicationId, store),
      partition,
      key,
      value,
      timestampMs,
    }));
  }
}

function mapKey(store: string, key: Buffer): string {
  return `${store}\0${key.toString('latin1')}`;
}
