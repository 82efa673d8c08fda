import { describe } from '@jest/globals';
import { closing } from './closing.ts';
import { providers } from './providers.ts';
import { ranges } from './ranges.ts';
import { readsAndWrites } from './reads-and-writes.ts';
import { snapshots } from './snapshots.ts';
import type { StoreFixture } from './store-fixture.ts';

/** What a state store says of itself; the suite tests that. */
export interface StateStoreClaims {
  /** Stores outlive their process, under names of which each is open once at a time. */
  readonly persistent: boolean;
}

/** The tests that every `StateStore` passes, to be called in a test file of the adapter. */
export function stateStoreConformance(
  name: string,
  claims: StateStoreClaims,
  setUp: () => Promise<StoreFixture>,
): void {
  describe(`${name} as a state store`, () => {
    describe('reads and writes', () => readsAndWrites(setUp));
    describe('ranges', () => ranges(setUp));
    describe('snapshots', () => snapshots(setUp));
    describe('closing', () => closing(setUp));
    if (claims.persistent) describe('names', () => providers(setUp));
  });
}
