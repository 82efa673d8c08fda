export type { ClusterStore } from './cluster-store.ts';
export { QueryError } from './errors.ts';
export type { QueryErrorCode } from './errors.ts';
export { interactiveQueries } from './interactive-queries.ts';
export type { InteractiveQueries, InteractiveQueryOptions } from './interactive-queries.ts';
export type { QueryLimits } from './query-limits.ts';
