import { StateStoreError } from '@user-information/state-store';
import type RocksDB from 'rocksdb-native';

let loaded: Promise<typeof RocksDB> | undefined;

/** The native addon, loaded when first needed so that its absence becomes an error that helps. */
export function loadRocksDb(): Promise<typeof RocksDB> {
  loaded ??= import('rocksdb-native').then(
    (module) => module.default,
    (error: unknown) => {
      throw unavailable(error);
    },
  );
  return loaded;
}

/** Exported for its test. The addon says "Cannot load addon", the reason is in the error's cause. */
export function unavailable(error: unknown): StateStoreError {
  const { message, cause } = error as Error;
  const reason = cause instanceof Error ? cause.message : message;
  const platform = `${process.platform}-${process.arch}`;
  const advice = reason.includes('libatomic')
    ? 'Install the system library that it needs: apt-get install libatomic1 (Alpine: apk add libatomic; Fedora: dnf install libatomic).'
    : `It is prebuilt for Linux, macOS and Windows on x64 and arm64; this is ${platform}, Node ${process.version}. Run npm ci again if its files are missing.`;
  return new StateStoreError(
    'UNAVAILABLE',
    `RocksDB (the package rocksdb-native) can't be loaded: ${reason}. ${advice}`,
    { cause: error },
  );
}
