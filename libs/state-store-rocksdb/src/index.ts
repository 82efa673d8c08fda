export { openRocksDbStores } from './open-rocksdb-stores.ts';
export type { RocksDbStoresOptions } from './open-rocksdb-stores.ts';
