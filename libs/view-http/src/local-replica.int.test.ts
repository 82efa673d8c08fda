import { viewConformance } from './conformance/index.ts';
import { limits, LocalView } from './test-local-view.ts';

viewConformance({
  name: 'a local replica',
  start: () => LocalView.start(),
  startUnready: () => LocalView.startUnready(),
  limits,
});

viewConformance({
  name: 'a local replica without a cache',
  start: () => LocalView.start({ cacheBytes: 0 }),
  limits,
});
