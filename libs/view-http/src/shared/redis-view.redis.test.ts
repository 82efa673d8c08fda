import { viewConformance } from '../conformance/index.ts';
import { limits } from '../test-local-view.ts';
import { RedisView } from './test-redis-view.ts';

viewConformance({
  name: 'Redis',
  start: () => RedisView.start(),
  startUnready: () => RedisView.startUnready(),
  limits,
});
