export { queriedViewRoutes } from './queried-view-routes.ts';
export type { QueriedViewOptions } from './queried-view-routes.ts';
export type { QueriedRows } from './queried-rows.ts';
