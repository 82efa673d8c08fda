import type { StoreSnapshot } from '@user-information/state-store';
import type RocksDB from 'rocksdb-native';
import { RocksDbReader } from './rocksdb-reader.ts';

/** A session of RocksDB that sees what there was when it began. */
export class RocksDbSnapshot extends RocksDbReader implements StoreSnapshot {
  readonly #session: RocksDB;
  readonly #onClose: () => void;
  #closing: Promise<void> | undefined;

  constructor(session: RocksDB, path: string, onClose: () => void) {
    super(session, path, 'The snapshot of the state store');
    this.#session = session;
    this.#onClose = onClose;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const ended = this.endReads();
    this.#onClose();
    await ended;
    await this.#session.close();
  }
}
