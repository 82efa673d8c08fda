export { checkStoreName } from './check-store-name.ts';
export { CoalescedReads } from './coalesced-reads.ts';
export {
  StateStoreError,
  StoreClosedError,
  StoreLockedError,
  StoreUnreachableError,
} from './errors.ts';
export type { StateStoreErrorCode } from './errors.ts';
export type { Position } from './position.ts';
export type {
  QueryableStores,
  StoreDescription,
  StoredEntry,
  StoredRange,
  StorePartition,
} from './queryable-stores.ts';
export type { Entry, KeyRange } from './range.ts';
export type {
  SharedBatch,
  SharedChange,
  SharedPage,
  SharedRows,
  SharedState,
  SharedStore,
  SharedStoreReader,
  SharedWrite,
} from './shared-store.ts';
export type {
  StateStore,
  StateStoreProvider,
  StoreReader,
  StoreSnapshot,
  Write,
} from './state-store.ts';
