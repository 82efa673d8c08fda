export { stateStoreConformance } from './state-store-conformance.ts';
export type { StateStoreClaims } from './state-store-conformance.ts';
export type { StoreFixture } from './store-fixture.ts';
