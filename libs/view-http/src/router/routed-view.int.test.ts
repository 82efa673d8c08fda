import { viewConformance } from '../conformance/index.ts';
import { limits } from '../test-local-view.ts';
import { RoutedView } from './test-routed-view.ts';

viewConformance({
  name: 'a router before partitioned instances',
  start: () => RoutedView.start(),
  startUnready: () => RoutedView.startUnready(),
  limits,
});
