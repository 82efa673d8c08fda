import { stateStoreConformance } from '@user-information/state-store/conformance';
import { MemoryStateStore } from './memory-state-store.ts';

stateStoreConformance('MemoryStateStore', { persistent: false }, () =>
  Promise.resolve({
    stores: {
      open: () => Promise.resolve(new MemoryStateStore()),
      names: () => Promise.resolve([]),
    },
    remove: () => Promise.resolve(),
  }),
);
