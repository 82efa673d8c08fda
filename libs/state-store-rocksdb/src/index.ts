export { openRocksDbStores } from './open-rocksdb-stores.ts';
export type { RocksDbStoresOptions } from './options.ts';
