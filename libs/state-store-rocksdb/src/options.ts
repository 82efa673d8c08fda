import type { Metrics } from '@user-information/observability';
import { StateStoreError } from '@user-information/state-store';
import { z } from 'zod';

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** What `openRocksDbStores` takes: validated, with its defaults. */
const rocksDbStoresOptions = z.strictObject({
  /** Where each store gets a folder of its name; created when missing. On a local disk. */
  directory: z.string().min(1),
  /**
   * Memory of a store's newest writes, in bytes; RocksDB may hold two of it. More means fewer and
   * larger files. The cache of blocks read from files is RocksDB's own default, 32 MiB a store:
   * rocksdb-native has no setting for it.
   */
  writeBufferBytes: z
    .int()
    .min(64 * kibibyte)
    .default(16 * mebibyte),
  /** Where the sizes of the stores are told, if they are. */
  metrics: z.custom<Metrics>().optional(),
});

export type RocksDbStoresOptions = z.input<typeof rocksDbStoresOptions>;
export type RocksDbStoresSettings = z.output<typeof rocksDbStoresOptions>;

/** Throws INVALID_ARGUMENT, naming what is wrong. */
export function readOptions(options: RocksDbStoresOptions): RocksDbStoresSettings {
  const { data, error } = rocksDbStoresOptions.safeParse(options);
  if (error === undefined) return data;
  const faults = error.issues.map(({ path, message }) => [...path, message].join(': '));
  throw new StateStoreError(
    'INVALID_ARGUMENT',
    `The options of the RocksDB stores are wrong: ${faults.join('; ')}.`,
  );
}
