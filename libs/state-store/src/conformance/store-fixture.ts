import type { StateStore, StateStoreProvider } from '../state-store.ts';

/** A place for stores, made anew for each test. */
export interface StoreFixture {
  readonly stores: StateStoreProvider;
  /** Removes the place and all in it; every store is closed by then. */
  remove(): Promise<void>;
}

/** Runs a test with a new, empty store, and closes and removes it afterwards. */
export async function withStore(
  setUp: () => Promise<StoreFixture>,
  test: (store: StateStore) => Promise<void>,
): Promise<void> {
  const fixture = await setUp();
  try {
    const store = await fixture.stores.open('store');
    try {
      await test(store);
    } finally {
      await store.close();
    }
  } finally {
    await fixture.remove();
  }
}
