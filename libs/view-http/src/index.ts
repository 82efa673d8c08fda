export { ReadEndedError, StateMismatchError, UndecodableValueError, ViewError } from './errors.ts';
export type { ViewErrorCode } from './errors.ts';
export { lookupRoutes } from './lookup/lookup-routes.ts';
export type { LookupOptions } from './lookup/lookup-routes.ts';
export { startReplica } from './replica/start-replica.ts';
export type { Replica, ReplicaOptions } from './replica/start-replica.ts';
export type { UpdateSummary } from './replica/update-summary.ts';
export { RowCache } from './row-cache.ts';
export type { RowCacheOptions } from './row-cache.ts';
